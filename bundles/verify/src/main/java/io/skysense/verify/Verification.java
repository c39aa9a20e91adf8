// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.OptimizerFactory;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All recordings of one model. */
final class Verification {

    private final InContextModelFactory factory;
    private final OptimizerFactory optimizers;
    private final FixtureFolder folder;
    private final ReferenceConfig config;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param factory builds the model
     * @param optimizers makes the optimiser
     * @param folder the recordings
     * @throws CommandException if the configuration is not one of the reference's
     */
    Verification(InContextModelFactory factory, OptimizerFactory optimizers, FixtureFolder folder)
            throws CommandException, IOException {
        this.factory = factory;
        this.optimizers = optimizers;
        this.folder = folder;
        config = ReferenceConfig.read(folder.config());
    }

    /** One recording, checked on models of its own. */
    @FunctionalInterface
    private interface Check {
        void run(NpzFile inputs, Recording weights, Recording recording) throws IOException, CommandException;
    }

    /**
     * Checks every recording that the folder has.
     *
     * @param progress is told which
     * @return a row an array
     */
    List<Row> run(Progress progress) throws IOException, CommandException {
        progress.begin("verify " + folder.name(), 0);
        int before = rows.size();
        check("eval_stages.npz", this::stages, progress);
        check("eval_grads.npz", this::gradients, progress);
        check("vae_patterns.npz", this::completion, progress);
        check("train_bn.npz", this::batchNorm, progress);
        check("adamw_4steps.npz", this::optimizer, progress);
        progress.end();
        if (rows.size() == before) {
            throw new CommandException(folder.path() + ": no recording in it");
        }
        return rows;
    }

    private void check(String file, Check check, Progress progress) throws IOException, CommandException {
        if (!folder.has(file)) {
            return;
        }
        Path path = folder.path().resolve(file);
        progress.note("comparing with " + path);
        try (NpzFile inputs = NpzFile.open(folder.inputs());
                Recording weights = Recording.open(folder.weights());
                Recording recording = Recording.open(path)) {
            check.run(inputs, weights, recording);
        }
    }

    private ReferenceModel model(InContextSpec spec, Recording weights) throws IOException {
        return new ReferenceModel(factory, spec, weights);
    }

    private void stages(NpzFile inputs, Recording weights, Recording recording) throws IOException {
        try (ReferenceModel exact = model(config.spec(), weights);
                ReferenceModel rounded = model(config.rounded(), weights)) {
            StageCheck.run(exact, rounded, inputs, recording, rows);
        }
    }

    private void gradients(NpzFile inputs, Recording weights, Recording recording) throws IOException {
        try (ReferenceModel model = model(config.spec(), weights)) {
            GradientCheck.run(model, inputs, recording, rows);
        }
    }

    private void completion(NpzFile inputs, Recording weights, Recording recording) throws IOException {
        try (ReferenceModel model = model(config.spec(), weights)) {
            CompletionCheck.run(model, inputs, recording, rows);
        }
    }

    private void batchNorm(NpzFile inputs, Recording weights, Recording recording) throws IOException {
        try (ReferenceModel model = model(config.spec(), weights)) {
            BatchNormCheck.run(model, inputs, recording, rows);
        }
    }

    private void optimizer(NpzFile inputs, Recording weights, Recording recording) throws IOException {
        InContextSpec spec = new FrozenParts(factory, recording.strings("frozen")).find(config);
        try (ReferenceModel model = model(spec, weights)) {
            OptimizerCheck.run(model, factory.describe(spec), optimizers, inputs, recording, rows);
        }
    }
}
