// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.Torch;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Any bundle of ours can be refreshed: native code stays usable, and what ran before runs again. */
class RefreshTest {

    private final BundleContext context =
            FrameworkUtil.getBundle(RefreshTest.class).getBundleContext();
    private final Bundles bundles = new Bundles(context);

    @Test
    void leavesEngineAndGdalUsableWhicheverBundleItIs() throws Exception {
        computeWithTorch();
        openWithGdal();
        for (Bundle bundle : bundles.ours()) {
            bundles.refresh(bundle);

            for (Bundle other : bundles.ours()) {
                assertEquals(Bundle.ACTIVE, other.getState(), () -> other + " after a refresh of " + bundle);
            }
            computeWithTorch();
            openWithGdal();
        }
    }

    @Test
    void ownsNoEngineBundleThatCouldBeRefreshed() {
        assertTrue(bundles.find("io.skysense.engine").isEmpty());
        assertEquals(
                0,
                FrameworkUtil.getBundle(Torch.class) == null
                        ? 0
                        : FrameworkUtil.getBundle(Torch.class).getBundleId());
    }

    private static void computeWithTorch() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            float[] sum = manager.create(new float[] {1, 2}).add(1).toFloatArray();
            assertArrayEquals(new float[] {2, 3}, sum);
        }
    }

    /** By reflection: a wire to the bundle would have this test refreshed with it. */
    private void openWithGdal() throws ReflectiveOperationException {
        Bundle gdal = bundles.find("io.skysense.gdal").orElseThrow();
        Class<?> entry = gdal.loadClass("org.gdal.gdal.gdal");
        entry.getMethod("AllRegister").invoke(null);
        entry.getMethod("PushErrorHandler", String.class).invoke(null, "CPLQuietErrorHandler");
        Method driver = entry.getMethod("GetDriverByName", String.class);
        assertNotNull(driver.invoke(null, "GTiff"));
        Object missing = entry.getMethod("Open", String.class).invoke(null, "/no/such/file.tif");
        assertEquals(null, missing);
    }
}
