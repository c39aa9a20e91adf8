// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Precision;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients of single modules, as the reference computed them. */
class GoldenUnitsTest {

    private NDManager manager;
    private Golden golden;

    @BeforeEach
    void open() throws IOException {
        manager = Torch.newManager(Device.cpu());
        golden = Golden.read(manager, "units.npz");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void attentionWithinOneWindow() {
        check("window_msa_v2", "", new WindowAttention(22, 2, 8, false, Precision.FP32), new Shape(3, 8, 8, 22));
    }

    @ParameterizedTest
    @CsvSource({"shift_msa_16x24, 16, 24", "shift_msa_pad_12x20, 12, 20", "shift_msa_noshift_16x8, 16, 8"})
    void attentionWithinShiftedWindows(String unit, int height, int width) {
        WindowAttention block = new WindowAttention(16, 2, 8, true, Precision.FP32);
        check(unit, "w_msa.", block, new Shape(2, height, width, 16));
    }

    @Test
    void shiftMask() {
        NDArray like = manager.zeros(new Shape(1));
        NDArray mask = io.skysense.engine.ops.WindowAttention.shiftMask(like, 16, 24, 8, 4);
        Golden.assertClose(golden.get("attn_mask_16x24_w8_s4"), mask, 0, "mask");
    }

    @Test
    void blockWithExtraNorm() {
        String json = """
                {"embed_dims": 16, "depths": [2], "num_heads": [2], "extra_norm_every_n_blocks": 2, "out_indices": [0]}
                """;
        SwinV2Settings settings = SwinV2Settings.bind(Settings.parse(json, "test"));
        check("swin_block_v2", "", new SwinBlock(settings, 0, 1, 0, BuildContext.fp32()), new Shape(1, 16, 16, 16));
    }

    @ParameterizedTest
    @CsvSource({"patch_merging_8x6, 8, 6", "patch_merging_pad_7x5, 7, 5"})
    void mergingOfPatches(String unit, int height, int width) {
        check(unit, "", new PatchMerging(10, Precision.FP32), new Shape(2, height, width, 10));
    }

    private void check(String unit, String names, NamedBlock block, Shape shape) {
        golden.load(block, unit + "/w/" + names);
        NDArray x = golden.get(unit + "/x0").reshape(shape);
        x.setRequiresGradient(true);
        try (GradMode on = GradMode.on()) {
            NDArray y = block.forward(new NDList(x), true).singletonOrThrow();
            Golden.assertClose(golden.get(unit + "/y"), y, 2e-5, unit);
            golden.checkGradients(block, unit, names, x, y);
        }
        try (GradMode off = GradMode.off()) {
            NDArray y = block.forward(new NDList(x), false).singletonOrThrow();
            Golden.assertClose(golden.get(unit + "/y"), y, 2e-5, unit + " without gradients");
        }
    }
}
