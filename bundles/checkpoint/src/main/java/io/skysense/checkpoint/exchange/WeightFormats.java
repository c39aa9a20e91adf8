// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.checkpoint.torch.TorchFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Opens weight files: PyTorch's ({@code .pth}, {@code .pt}, {@code .ckpt}), NumPy's ({@code .npz}) and safetensors. */
public final class WeightFormats {

    private static final int START = 8;

    private WeightFormats() {}

    /**
     * Opens a file of any of the formats, told apart by content, and NumPy's by name.
     *
     * @param path the file
     * @param key the part that is wanted: in PyTorch's files a dictionary, keys joined by dots; in others the names
     *     that begin with it and a dot. Empty for all, or in PyTorch's files for the usual dictionary: model,
     *     state_dict or module
     * @return the file; the caller closes it
     * @throws CheckpointException if it is missing, damaged, hostile, or has no such part; names file and cause
     */
    public static TensorFile open(Path path, String key) throws CheckpointException {
        if (Files.isDirectory(path)) {
            throw new CheckpointException(path + ": is a folder; a weight file is expected");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz") || name.endsWith(".npy")) {
            return PartFile.of(NpzFile.open(path), key);
        }
        return TorchFile.looksLikeOne(start(path))
                ? TorchFile.open(path, key)
                : PartFile.of(SafetensorsFile.open(path), key);
    }

    private static ByteBuffer start(Path path) throws CheckpointException {
        ByteBuffer start = ByteBuffer.allocate(START);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (start.hasRemaining() && channel.read(start) >= 0) {
                // Until there are enough bytes, or no more.
            }
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
        return start.flip();
    }
}
