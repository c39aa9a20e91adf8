// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The tile engine as a service: opens the run's model on a leased device and runs one job on it. */
@Component(configurationPid = "io.skysense.inference")
@Designate(ocd = TileEngineConfig.class)
public final class TileEngineService implements TileEngine {

    private final ModelLoader loader;
    private final DevicePool devices;
    private final String software;
    private final String device;
    private final Duration patience;
    private final Machine machine;

    /**
     * Called by the component runtime.
     *
     * @param loader opens runs
     * @param devices lends devices
     * @param context of this bundle
     * @param config what may be used
     */
    @Activate
    public TileEngineService(
            @Reference ModelLoader loader,
            @Reference DevicePool devices,
            BundleContext context,
            TileEngineConfig config) {
        this.loader = loader;
        this.devices = devices;
        software = "SkySense JVM, " + context.getBundle().getSymbolicName() + " "
                + context.getBundle().getVersion();
        device = config.device();
        patience = Duration.ofSeconds(config.patience());
        machine = new Machine(
                (long) config.memory() << 20, config.batch(), config.readers(), Duration.ofMillis(config.commit()));
    }

    @Override
    public MapResult predict(MapRequest request, Progress progress) throws IOException {
        return predict(List.of(request), progress).get(0);
    }

    @Override
    @SuppressWarnings("try") // Gradients are off while the resource is open; nothing is asked of it.
    public List<MapResult> predict(List<MapRequest> requests, Progress progress) throws IOException {
        RequestCheck.together(requests);
        MapRequest first = requests.get(0);
        // An input that cannot be read is told before a model is loaded.
        TileInputs.open(first).close();
        DeviceRequest wanted = new DeviceRequest(
                device, machine.memory(), "predict " + first.input().getFileName(), patience);
        try (DeviceLease lease = devices.lease(wanted);
                OpenModels models = OpenModels.of(requests, loader, lease.device());
                GradMode off = GradMode.off()) {
            MapResult[] results = new MapResult[requests.size()];
            List<List<Integer>> passes = models.passes();
            if (passes.size() > 1) {
                progress.note(requests.size() + " outputs take " + passes.size()
                        + " passes: their backbones have different weights");
            }
            for (List<Integer> pass : passes) {
                List<MapResult> done = new PredictionJob(
                                pass.stream().map(requests::get).toList(),
                                pass.stream().map(models.all()::get).toList(),
                                machine,
                                software,
                                progress)
                        .run();
                for (int i = 0; i < done.size(); i++) {
                    results[pass.get(i)] = done.get(i);
                }
            }
            return List.of(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a device");
        }
    }
}
