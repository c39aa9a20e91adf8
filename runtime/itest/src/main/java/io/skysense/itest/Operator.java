// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Changes versions of plug-ins; by reflection, since a wire to the platform would have the tests refreshed with it. */
record Operator(BundleContext context) {

    private static final String KEYS = "io.skysense.provision.TrustedKeys";
    private static final String FEATURES = "io.skysense.provision.Features";

    /** A change was refused. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    String install(Path file) throws Refused {
        return change("install", file);
    }

    String update(Path file) throws Refused {
        return change("update", file);
    }

    String rollback(String bundle) throws Refused {
        return change("rollback", bundle);
    }

    String pin(String kind, String name, String version) throws Refused {
        return change("pin", kind, name, version);
    }

    String unpin(String kind, String name) throws Refused {
        return change("unpin", kind, name);
    }

    String uninstall(String bundle, String version, boolean force) throws Refused {
        return change("uninstall", bundle, Optional.ofNullable(version), force);
    }

    /** Trusts a key. */
    void trust(Path certificate) throws Refused {
        call(KEYS, "add", certificate);
    }

    /** Trusts nobody. */
    void distrust() throws Refused {
        for (Object key : (List<?>) call(KEYS, "list")) {
            call(KEYS, "remove", key.toString().replaceAll(".*fingerprint=(\\w+).*", "$1"));
        }
    }

    void installFeature(Path file) throws Refused {
        call(FEATURES, "install", file);
    }

    void removeFeature(String name) throws Refused {
        call(FEATURES, "remove", name);
    }

    /** {@return version of what serves a head; empty if nothing does} */
    String serving(String head) {
        return versions("serving", head);
    }

    /** {@return version that a head is pinned to; empty if it is not} */
    String pinned(String head) {
        return versions("pins", head);
    }

    /** {@return a lease on a head} */
    AutoCloseable lease(String head) throws ReflectiveOperationException {
        Object registry = service("io.skysense.api.plugin.PluginRegistry");
        Method method = type(registry, "io.skysense.api.plugin.PluginRegistry").getMethod("head", String.class);
        return (AutoCloseable) method.invoke(registry, head);
    }

    /** {@return the version that a lease is on} */
    static String version(AutoCloseable lease) throws ReflectiveOperationException {
        return (String) type(lease, "io.skysense.api.plugin.PluginLease")
                .getMethod("version")
                .invoke(lease);
    }

    /** The phases that a change went through, and its warnings. */
    private String change(String name, Object... arguments) throws Refused {
        Object lifecycle = service("io.skysense.provision.Lifecycle");
        Method method = method(lifecycle, "io.skysense.provision.Lifecycle", name);
        StringBuilder phases = new StringBuilder();
        Class<?> listener = method.getParameterTypes()[arguments.length];
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] =
                Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener}, (proxy, called, words) -> {
                    phases.append(words[0]).append(": ").append(words[1]).append('\n');
                    return null;
                });
        Object change = invoke(method, lifecycle, all);
        try {
            List<?> warnings = (List<?>) change.getClass().getMethod("warnings").invoke(change);
            warnings.forEach(
                    warning -> phases.append("warning: ").append(warning).append('\n'));
            return phases.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object call(String type, String name, Object... arguments) throws Refused {
        Object service = service(type);
        return invoke(method(service, type, name), service, arguments);
    }

    private static Method method(Object service, String type, String name) {
        return Arrays.stream(type(service, type).getMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object invoke(Method method, Object service, Object... arguments) throws Refused {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException || e.getCause() instanceof Error) {
                throw new IllegalStateException(e.getCause());
            }
            throw new Refused(e.getCause().getMessage());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private String versions(String list, String head) {
        Object pins = service("io.skysense.api.plugin.PluginPins");
        try {
            List<?> all = (List<?>) type(pins, "io.skysense.api.plugin.PluginPins")
                    .getMethod(list)
                    .invoke(pins);
            return all.stream()
                    .filter(p -> p.toString().contains("kind=head, name=" + head + ","))
                    .map(p -> p.toString().replaceAll(".*version=([^]]*)].*", "$1"))
                    .collect(Collectors.joining(", "));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object service(String type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            assertNotNull(found, "no " + type);
            return context.getService(found[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(Object service, String name) {
        try {
            return service.getClass().getClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
