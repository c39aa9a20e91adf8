// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import io.skysense.engine.ops.Linear;
import io.skysense.engine.ops.Norm;
import io.skysense.engine.script.Script;
import java.util.HashMap;
import java.util.Map;

/** The whole encoder as one TorchScript call: the same operators in the same order, without Java between them. */
final class OneCallSwin {

    private static final String RESOURCE = "swin.torchscript";

    private final Script script;
    private final Map<String, NDArray> parameters = new HashMap<>();
    private final long[] depths;
    private final int window;
    private final boolean bf16;

    /**
     * Compiles it.
     *
     * @param encoder the block whose weights it uses
     * @param depths blocks of each stage
     * @param window side of a window
     * @param bf16 whether products are in bfloat16
     */
    OneCallSwin(Block encoder, long[] depths, int window, boolean bf16) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {"window.torchscript", "patches.torchscript", "norm.torchscript"}) {
            text.append(Script.text(Norm.class, part));
        }
        text.append(Script.text(Linear.class, "linear.torchscript")).append(Script.text(OneCallSwin.class, RESOURCE));
        script = Script.compile("swin", text.toString());
        encoder.getParameters()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().getArray()));
        this.depths = depths;
        this.window = window;
        this.bf16 = bf16;
    }

    /**
     * Runs it.
     *
     * @param manager owns the result
     * @param image (B, C, H, W)
     * @param fused whether attention is the fused operator, as the encoder has it without gradients
     * @return the pyramid
     */
    NDList forward(NDManager manager, NDArray image, boolean fused) {
        return script.callList(manager, "swin", image, parameters, depths, window, bf16, fused);
    }
}
