// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.exchange.KeyMap;
import io.skysense.checkpoint.exchange.WeightFormats;
import io.skysense.checkpoint.exchange.WeightsConversion;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.command.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the weights of a file as safetensors. */
@Command(
        name = "convert",
        description = {
            "Write the weights of a file as safetensors.",
            "Tensors are streamed one by one; the new file appears only when it is complete, and keeps the name and"
                    + " SHA-256 of the one it came from. A NaN or an infinity is an error that names the tensor.",
            "Rules of --map, applied in order: strip=PREFIX, add=PREFIX, drop=PART, replace=FROM:TO,"
                    + " bands=NAME:I,J,... (input bands of a convolution, rescaled), grid=NAME:HxW (bicubic resize of"
                    + " a position embedding); or a list of rules: skysense, backbone, sentinel2-10m."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense weights convert skysensepp_release.ckpt skysensepp.safetensors \\",
            "      --map skysense --dtype bf16"
        })
public final class ConvertWeights implements ShellCommand {

    private static final Map<String, ElementType> TYPES =
            Map.of("fp32", ElementType.F32, "fp16", ElementType.F16, "bf16", ElementType.BF16);

    @Parameters(index = "0", paramLabel = "IN", description = "A .pth, .pt, .ckpt, .npz or .safetensors file.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The .safetensors file to write.")
    private Path out;

    @Option(
            names = "--map",
            paramLabel = "RULE",
            description = "How names and shapes change. May be given several times.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "fp32, fp16 or bf16 for all floating-point tensors. Default: as they are.")
    private String dtype;

    @Mixin
    private KeyOption dictionary;

    @Option(names = "--keep-nan", description = "Copy NaN and infinities too.")
    private boolean keepNan;

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        OutputFile.check(out);
        if (!out.toString().endsWith(".safetensors")) {
            throw new CommandException(out + ": only .safetensors is written");
        }
        if (Files.exists(out) && Files.isSameFile(in, out)) {
            throw new CommandException(out + ": is the file that is read");
        }
        KeyMap map = map();
        Optional<ElementType> floats = Optional.ofNullable(dtype).map(TYPES::get);
        if (dtype != null && floats.isEmpty()) {
            throw new CommandException("--dtype " + dtype + ": fp32, fp16 or bf16 is expected");
        }
        try (TensorFile file = WeightFormats.open(in, dictionary.key())) {
            WeightsConversion.Result result =
                    new WeightsConversion(file, map, floats, keepNan).write(out, console.progress());
            console.print(out + ": " + result.tensors() + " tensors, " + result.bytes() + " bytes, digest "
                    + result.digest());
            console.print("from " + in + ", SHA-256 " + result.sourceSha256());
        }
        return DONE;
    }

    private KeyMap map() throws CommandException {
        try {
            return KeyMap.parse(rules);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--map " + e.getMessage());
        }
    }
}
