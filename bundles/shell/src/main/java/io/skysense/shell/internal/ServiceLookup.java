// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import io.skysense.shell.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.util.tracker.ServiceTracker;

/** Looks services up in the framework, and gives all of them back when the command that asked is released. */
@Component(service = Services.class, scope = ServiceScope.PROTOTYPE)
public final class ServiceLookup implements Services {

    /** Configuration arrives on a thread of its own, so a component may come a moment after its bundle. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final BundleContext context;
    private final ComponentHealth health;
    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new HashMap<>();

    /**
     * Started by Declarative Services.
     *
     * @param context of this bundle
     * @param health explains what is missing
     */
    @Activate
    public ServiceLookup(BundleContext context, @Reference ComponentHealth health) {
        this.context = context;
        this.health = health;
    }

    @Override
    public <T> T require(Class<T> type) throws CommandException {
        try {
            T service = tracker(type).waitForService(PATIENCE_MILLIS);
            if (service != null) {
                return service;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> lines = new ArrayList<>(health.missing(type.getName()));
        throw new CommandException(type.getSimpleName() + " is not available"
                + (lines.isEmpty() ? ": no installed bundle offers it" : ": " + String.join("; ", lines))
                + " (see: skysense bundles)");
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(tracker(type).getService());
    }

    @Deactivate
    synchronized void close() {
        trackers.values().forEach(ServiceTracker::close);
        trackers.clear();
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> ServiceTracker<T, T> tracker(Class<T> type) {
        return (ServiceTracker<T, T>) trackers.computeIfAbsent(type, t -> {
            ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
            tracker.open();
            return tracker;
        });
    }
}
