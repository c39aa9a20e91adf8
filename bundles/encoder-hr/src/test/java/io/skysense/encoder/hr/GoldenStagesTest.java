// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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

/** The stages of a small reference model, each from the input that the reference gave it. */
class GoldenStagesTest {

    private static final SwinV2Settings NANO8 = SwinV2Settings.bind(Settings.parse(Networks.NANO8, "test"));

    private NDManager manager;
    private Golden weights;
    private Golden stages;
    private GradMode off;

    @BeforeEach
    void open() throws IOException {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        weights = Golden.read(manager, "nano8/weights.npz");
        stages = Golden.read(manager, "nano8/eval_stages.npz");
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @Test
    void patchEmbedding() throws IOException {
        PatchEmbed embed = new PatchEmbed(3, 8, 4, Precision.FP32);
        weights.load(embed, "backbone_hr.patch_embed.");
        NDArray image = Golden.read(manager, "inputs.npz").get("hr_img");
        Golden.assertClose(stages.get("hr.patch_embed"), embed.forward(image), 1e-5, "patch embedding");
    }

    @Test
    void blocksOfTheFirstStage() throws IOException {
        NDArray x = firstInput();
        for (int b = 0; b < 2; b++) {
            SwinBlock block = new SwinBlock(NANO8, 0, b, 0, BuildContext.fp32());
            weights.load(block, "backbone_hr.stages.0.blocks." + b + ".");
            x = block.forward(new NDList(x), false).head();
            Golden.assertClose(stages.get("hr.stage0.block" + b + ".out|sample0"), x, 2e-5, "block " + b);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 32, 32", "2, 16, 8", "3, 8, 4"})
    void blocksOfTheLaterStages(int stage, int height, int width) {
        int channels = NANO8.channels(stage);
        NDArray x = stages.get("hr.stage" + stage + ".downsample").reshape(2, height, width, channels);
        for (int b = 0; b < 2; b++) {
            SwinBlock block = new SwinBlock(NANO8, stage, b, 0, BuildContext.fp32());
            weights.load(block, "backbone_hr.stages." + stage + ".blocks." + b + ".");
            x = block.forward(new NDList(x), false).head();
        }
        Golden.assertClose(stages.get("hr.stage" + stage + ".out_before_merge"), x, 5e-5, "stage " + stage);
    }

    @Test
    void wholeLastStage() {
        NDArray x = stages.get("hr.norm_attn").reshape(2, 16, 8, 32);
        NamedBlock last = new SwinStage(NANO8, 3, new double[2], BuildContext.fp32());
        weights.load(last, "backbone_hr.stages.3.");
        NDArray y = last.forward(new NDList(x), false).singletonOrThrow();
        Golden.assertClose(stages.get("hr.stage3.out_before_merge"), y, 5e-5, "last stage");
    }

    /** The reference puts annotation tokens at the right of the image's, half of them masked. */
    private NDArray firstInput() throws IOException {
        NDArray image = stages.get("hr.patch_embed").get("0:1").reshape(1, 64, 32, 8);
        NDArray annotation = stages.get("hr.ann_token").get("0:1").reshape(1, 64, 32, 8);
        NDArray mask = Golden.read(manager, "inputs.npz")
                .get("anno_mask")
                .get("0:1")
                .toType(ai.djl.ndarray.types.DataType.FLOAT32, false)
                .reshape(1, 2, 1, 1)
                .repeat(1, 32)
                .repeat(2, 32);
        NDArray token = weights.get("backbone_hr.mask_token").reshape(new Shape(1, 1, 1, 8));
        NDArray masked = annotation.mul(mask.sub(1).neg()).add(token.mul(mask));
        return NDArrays.concat(new NDList(image, masked), 2);
    }
}
