// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving;

import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.SwapParticipant;
import io.skysense.api.progress.Progress;
import io.skysense.serving.http.Access;
import io.skysense.serving.http.HttpEndpoint;
import io.skysense.serving.http.Limits;
import io.skysense.serving.http.Route;
import io.skysense.serving.job.RasterJobs;
import io.skysense.serving.kserve.InferenceProtocol;
import io.skysense.serving.model.ServedModels;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.CommandPort;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves models of runs over HTTP until it is stopped. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE, configurationPid = ServingConfiguration.PID)
@Designate(ocd = ServingConfiguration.class)
@Command(
        name = "start",
        description = {
            "Serve models of runs over HTTP until Ctrl-C.",
            "Tensors by version 2 of KServe's inference protocol (/v2), rasters of one folder as jobs (/jobs). Only"
                    + " programs of this machine are served unless there is a token.",
            "Meanwhile install, update, rollback, uninstall, pin and the like act on this platform from other"
                    + " terminals: a new version is built and tried beside the old one before requests go to it."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense start --model forest=runs/forest --folder scenes")
public final class StartCommand implements ShellCommand {

    private static final int MIB = 1 << 20;
    private static final int LAST_PORT = 65535;

    private final ModelLoader loader;
    private final DevicePool devices;
    private final TileEngine engine;
    private final CommandPort commands;
    private final ServingConfiguration configuration;
    private final BundleContext context;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME=RUN",
            description = "A name and the folder of a run; may be given several times.")
    private Map<String, Path> runs = new LinkedHashMap<>();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "The folder whose rasters jobs may read, and where they may write. Without it there are no jobs.")
    private Path folder;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; one that other machines reach needs a token."
                    + " Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token that clients send as \"Authorization: Bearer TOKEN\".")
    private Path tokenFile;

    /**
     * For one call.
     *
     * @param loader opens runs
     * @param devices lends devices
     * @param engine makes maps
     * @param commands takes commands of other processes meanwhile
     * @param configuration limits
     * @param context of this bundle
     */
    @Activate
    public StartCommand(
            @Reference ModelLoader loader,
            @Reference DevicePool devices,
            @Reference TileEngine engine,
            @Reference CommandPort commands,
            ServingConfiguration configuration,
            BundleContext context) {
        this.loader = loader;
        this.devices = devices;
        this.engine = engine;
        this.commands = commands;
        this.configuration = configuration;
        this.context = context;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.MAPS;
    }

    @Override
    @SuppressWarnings("try") // The port is only held open.
    public int run(Console console) throws Exception {
        InetSocketAddress address = address();
        Access access = access(address.getAddress());
        try (AutoCloseable open = commands.open();
                DeviceLease device = devices.lease(request());
                ServedModels models = new ServedModels(loader, device)) {
            for (Map.Entry<String, Path> run : runs.entrySet()) {
                models.open(run.getKey(), run.getValue());
                console.print("model " + run.getKey() + ": " + run.getValue());
            }
            ServiceRegistration<SwapParticipant> swaps = context.registerService(SwapParticipant.class, models, null);
            try {
                serve(models, address, access, console);
            } finally {
                swaps.unregister();
            }
        }
        return DONE;
    }

    private void serve(ServedModels models, InetSocketAddress address, Access access, Console console)
            throws IOException, InterruptedException {
        List<Route> routes = new ArrayList<>(
                new InferenceProtocol(models, context.getBundle().getVersion().toString()).routes());
        try (RasterJobs jobs = folder == null ? null : RasterJobs.open(models, engine, folder, configuration.jobs())) {
            if (jobs != null) {
                routes.addAll(jobs.routes());
            }
            try (HttpEndpoint endpoint = HttpEndpoint.open(address, access, limits(), routes)) {
                InetSocketAddress real = endpoint.address();
                console.print(
                        "listening on http://" + real.getHostString() + ":" + real.getPort() + " (Ctrl-C ends it)");
                await(console.progress());
            }
        }
    }

    private static void await(Progress progress) throws InterruptedException {
        while (!progress.cancelled()) {
            Thread.sleep(Duration.ofMillis(200).toMillis());
        }
    }

    private InetSocketAddress address() throws UsageException {
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException("--port " + port + ": from 0 to " + LAST_PORT);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UsageException("--host " + host + ": is no address of this machine");
        }
    }

    private Access access(InetAddress address) throws IOException, UsageException {
        try {
            Optional<String> token = tokenFile == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(tokenFile).strip());
            return new Access(token, address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--host, --token-file: " + e.getMessage());
        }
    }

    private DeviceRequest request() {
        return new DeviceRequest(
                configuration.device(),
                (long) configuration.memory_mib() * MIB,
                "serve " + String.join(", ", runs.keySet()),
                Duration.ofSeconds(configuration.patience_seconds()));
    }

    private Limits limits() {
        return new Limits(
                configuration.body_mib() * MIB,
                configuration.requests_per_second(),
                configuration.workers(),
                configuration.waiting());
    }
}
