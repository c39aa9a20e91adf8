// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceStatistics;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.TaskHead;
import io.skysense.api.train.Evaluator;
import io.skysense.api.train.Preset;
import io.skysense.api.train.Trainer;
import io.skysense.runtime.model.RunModelLoader;
import io.skysense.trainer.eval.RunEvaluator;
import io.skysense.trainer.run.RunTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One processor, one dataset and one model; counts the leases that are out. */
public final class TinyPlatform implements DevicePool, PluginRegistry {

    private final AtomicInteger leases = new AtomicInteger();

    /** {@return a trainer on this platform} */
    public Trainer trainer() {
        return new RunTrainer(this, this, new TinyFactory(), new TinyContextFactory());
    }

    /** {@return an evaluator on this platform} */
    public Evaluator evaluator() {
        return new RunEvaluator(this, this, new RunModelLoader(new TinyFactory()));
    }

    /** {@return leases that nobody gave back} */
    public int leases() {
        return leases.get();
    }

    /**
     * An experiment of a few seconds that uses all that has state.
     *
     * @param changes pairs of a key and its value
     * @return the preset
     */
    public static Preset preset(String... changes) {
        Settings settings = Settings.parse("""
                {
                  "name": "tiny", "seed": 11, "device": "cpu",
                  "encoders": { "hr": { "type": "tiny" } },
                  "head": { "type": "tiny" },
                  "data": { "dataset": "tiny", "crop": 16, "batch": 2, "threads": 2, "ahead": 3 },
                  "optimizer": { "lr": 0.02, "ema": 0.9, "layerDecay": 0.8, "clipNorm": 1 },
                  "schedule": { "warmup": 4 },
                  "train": { "steps": 30, "accumulate": 2, "validateEvery": 10, "checkpointEvery": 3, "threads": 1 }
                }
                """, "tiny");
        for (int i = 0; i < changes.length; i += 2) {
            settings = settings.with(changes[i], changes[i + 1]);
        }
        return settings.over(Preset.DEFAULTS);
    }

    /**
     * In-context pretraining of a few seconds on two datasets that uses all that has state.
     *
     * @param changes pairs of a key and its value
     * @return the preset
     */
    public static Preset context(String... changes) {
        Settings settings = Settings.parse("""
                {
                  "name": "tiny-context", "seed": 5, "device": "cpu",
                  "encoders": { "hr": { "type": "tiny" } },
                  "data": { "batch": 2, "threads": 2, "ahead": 3 },
                  "context": { "size": 32, "cls_repeat_cnt": 5, "max_colors": 16 },
                  "optimizer": { "lr": 0.01, "ema": 0.9 },
                  "schedule": { "warmup": 4 },
                  "train": { "steps": 20, "accumulate": 2, "validateEvery": 10, "checkpointEvery": 3, "threads": 1 }
                }
                """, "tiny-context");
        for (int i = 0; i < changes.length; i += 2) {
            settings = settings.with(changes[i], changes[i + 1]);
        }
        return settings.over(Preset.DEFAULTS);
    }

    /**
     * Makes a data folder with two datasets.
     *
     * @param folder an existing folder
     * @return the folder
     */
    public static Path scenes(Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("scenes-a", "scenes-b")) {
            Path own = Files.createDirectories(data.resolve(name));
            Files.writeString(own.resolve(name + "_train.json"), "5");
            Files.writeString(own.resolve(name + "_val.json"), "3");
        }
        return data;
    }

    /**
     * Makes a data folder.
     *
     * @param folder an existing folder
     * @param train what its training list says, for example {@code 7}
     * @param val what its validation list says
     * @return the folder
     */
    public static Path data(Path folder, String train, String val) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("tiny_train.json"), train);
        Files.writeString(data.resolve("tiny_val.json"), val);
        return data;
    }

    @Override
    public DeviceLease lease(DeviceRequest request) {
        leases.incrementAndGet();
        return new DeviceLease() {
            @Override
            public Device device() {
                return Device.cpu();
            }

            @Override
            public long budgetBytes() {
                return request.budgetBytes();
            }

            @Override
            public void close() {
                leases.decrementAndGet();
            }
        };
    }

    @Override
    public List<DeviceStatistics> statistics() {
        return List.of();
    }

    @Override
    public PluginLease<DatasetReader> dataset(String name) {
        leases.incrementAndGet();
        return new PluginLease<>() {
            @Override
            public DatasetReader plugin() {
                return name.startsWith("scenes-") ? new TinyScenes(name) : new TinyDataset();
            }

            @Override
            public String bundle() {
                return "tiny.dataset";
            }

            @Override
            public String version() {
                return "1.0.0";
            }

            @Override
            public void close() {
                leases.decrementAndGet();
            }
        };
    }

    @Override
    public PluginLease<ModalityEncoder> encoder(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginLease<Backbone> backbone(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginLease<TaskHead> head(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PluginInfo> plugins() {
        return List.of();
    }
}
