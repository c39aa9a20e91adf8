// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes over Ctrl-C (SIGINT) and SIGTERM until it is closed: the first asks the work to stop, the second kills.
 *
 * <p>sun.misc.Signal is the only way to do so and stays available (JEP 260), but javac warns at each use and no
 * bundle can count on its package being exported: hence reflection on the platform's loader.
 */
final class Interrupts implements AutoCloseable {

    private static final int KILLED = 130;

    private final Map<Object, Object> former = new LinkedHashMap<>();
    private final Runnable first;
    private volatile boolean asked;

    private Interrupts(Runnable first) {
        this.first = first;
    }

    /**
     * Begins to listen.
     *
     * @param first runs at the first signal, on a thread of the JVM
     * @return the listener; the caller closes it
     */
    static Interrupts listen(Runnable first) {
        Interrupts interrupts = new Interrupts(first);
        for (String name : List.of("INT", "TERM")) {
            interrupts.takeOver(name);
        }
        return interrupts;
    }

    /** {@return whether a signal came} */
    boolean asked() {
        return asked;
    }

    @Override
    public void close() {
        for (Map.Entry<Object, Object> entry : new ArrayList<>(former.entrySet())) {
            try {
                handle().invoke(null, entry.getKey(), entry.getValue());
            } catch (ReflectiveOperationException e) {
                log(e);
            }
        }
        former.clear();
    }

    private void takeOver(String name) {
        try {
            Object signal = signal().getConstructor(String.class).newInstance(name);
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    onSignal();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "skysense";
            };
            Object handler = Proxy.newProxyInstance(handler().getClassLoader(), new Class<?>[] {handler()}, calls);
            former.put(signal, handle().invoke(null, signal, handler));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // With -Xrs the JVM leaves signals alone; then Ctrl-C kills, which loses no more than a kill does.
            log(e);
        }
    }

    private void onSignal() {
        if (asked) {
            kill();
        }
        asked = true;
        first.run();
    }

    /** Halting the JVM runs the destructors of native libraries, under threads that still compute with them: it crashes. */
    private static void kill() {
        try {
            String self = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-KILL", self).start().waitFor();
        } catch (IOException e) {
            log(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(KILLED);
    }

    private static Class<?> signal() throws ClassNotFoundException {
        return Class.forName("sun.misc.Signal", true, ClassLoader.getPlatformClassLoader());
    }

    private static Class<?> handler() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler", true, ClassLoader.getPlatformClassLoader());
    }

    private static Method handle() throws ReflectiveOperationException {
        return signal().getMethod("handle", signal(), handler());
    }

    private static void log(Exception e) {
        System.getLogger(Interrupts.class.getName()).log(Level.DEBUG, "Ctrl-C is not taken over", e);
    }
}
