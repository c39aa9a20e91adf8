// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ModelCard;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens the models of runs: the card in the weights' file says what to build. */
@Component
public final class RunModelLoader implements ModelLoader {

    private final ModelFactory factory;

    /**
     * Builds with a factory.
     *
     * @param factory assembles the models
     */
    @Activate
    public RunModelLoader(@Reference ModelFactory factory) {
        this.factory = factory;
    }

    @Override
    public Model open(Path run, Device device) throws IOException {
        try (RunFolder folder = RunFolder.open(run);
                WeightsFile weights = folder.weights()) {
            ModelCard card = weights.card();
            if (card.preset().pretrains()) {
                throw new CheckpointException(run + ": a pretraining run, whose model has no head to predict with");
            }
            Model model = factory.create(
                    card.preset().model(card.table()), device, card.preset().seed(), Recompute.NONE);
            try {
                weights.restore(model.state());
                model.parameters().values().forEach(p -> p.getArray().setRequiresGradient(false));
                model.narrow();
                return model;
            } catch (IOException | RuntimeException e) {
                model.close();
                throw e;
            }
        }
    }

    @Override
    public ModelLoader with(PluginRegistry registry) {
        return new RunModelLoader(factory.with(registry));
    }
}
