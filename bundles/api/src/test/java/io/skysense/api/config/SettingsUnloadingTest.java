// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** Settings are bound to records of plug-ins, whose classes must be free to go with their bundle. */
class SettingsUnloadingTest {

    private static final int ROUNDS = 100;
    private static final long PAUSE_MILLIS = 20;

    /** What settings are bound to, with parts as those of plug-ins have them. */
    record Pace(int steps, Shape shape, Inner inner) {

        Pace() {
            this(1, Shape.ROUND, new Inner(2));
        }

        enum Shape {
            ROUND,
            SQUARE
        }

        record Inner(double factor) {}
    }

    @Test
    void keepNoClassOfAPlugInThatHasGone() throws Exception {
        WeakReference<ClassLoader> plugin = bindInAPlugin();

        for (int round = 0; round < ROUNDS && plugin.get() != null; round++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }

        assertNull(plugin.get());
    }

    private static WeakReference<ClassLoader> bindInAPlugin() throws Exception {
        Plugin loader = new Plugin();
        var constructor = loader.loadClass(Pace.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        Record defaults = (Record) constructor.newInstance();
        Record bound = Settings.parse("{\"steps\": 3, \"inner\": {\"factor\": 4}}", "test")
                .over(defaults);
        assertEquals(
                Settings.parse("{\"steps\": 3, \"shape\": \"ROUND\", \"inner\": {\"factor\": 4.0}}", "test"),
                Settings.of(bound));
        return new WeakReference<>(loader);
    }

    /** Has this class and those within it as its own. */
    private static final class Plugin extends ClassLoader {

        Plugin() {
            super(SettingsUnloadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SettingsUnloadingTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
