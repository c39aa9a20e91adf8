// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import com.sun.jna.NativeLibrary;
import io.skysense.engine.natives.NativeCache;
import io.skysense.engine.natives.NativeLibraryException;
import io.skysense.engine.natives.NativeSet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * PyTorch in this process: started at first use, offline, with natives that were checked.
 *
 * <p>To run on CUDA set {@code PYTORCH_LIBRARY_PATH} to the {@code lib} folder of a CUDA libtorch 2.7.1 into which
 * {@code libdjl_torch.so} of the flavour {@code cu128} was copied, and {@code PYTORCH_FLAVOR=cu128}.
 */
public final class Torch {

    private static final Logger LOG = Logger.getLogger("ai.djl");
    private static final int C10_ERROR = 2;

    private Torch() {}

    /** Holds the engine; the class loader makes sure that it is made once. */
    private static final class Holder {
        static final Engine ENGINE = start();
        static final NDManager SYSTEM = manager(ENGINE);

        private static NDManager manager(Engine engine) {
            NDManager manager = engine.newBaseManager(Device.cpu());
            manager.setName("operators");
            return manager;
        }
    }

    /**
     * Starts PyTorch if it was not.
     *
     * @return the engine
     * @throws NativeLibraryException if the native libraries are missing or damaged
     */
    public static Engine engine() {
        try {
            return Holder.ENGINE;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            throw new NativeLibraryException(
                    "PyTorch could not be started; the first error of this process says why", e);
        }
    }

    /** {@return a manager that lives as long as the process, for what is loaded once} */
    public static NDManager system() {
        engine();
        return Holder.SYSTEM;
    }

    /**
     * Opens a manager.
     *
     * @param device where its arrays live
     * @return a manager without a parent; the caller closes it
     */
    public static NDManager newManager(Device device) {
        return engine().newBaseManager(device);
    }

    /**
     * Seeds the generator of every device.
     *
     * @param seed any number
     */
    public static void seed(long seed) {
        engine();
        JniUtils.setSeed(seed);
    }

    /**
     * Sets the threads that one operation of the calling thread may use on the CPU.
     *
     * @param threads at least 1
     */
    public static void setThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    /** {@return the threads that one operation of the calling thread may use on the CPU} */
    public static int threads() {
        engine();
        return JniUtils.getNumThreads();
    }

    private static Engine start() {
        // A machine without a GPU is no reason to warn.
        LOG.setLevel(Level.SEVERE);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (System.getenv("PYTORCH_LIBRARY_PATH") == null && System.getProperty("PYTORCH_LIBRARY_PATH") == null) {
            Path folder = new NativeCache(NativeCache.defaultFolder(), Torch.class.getClassLoader())
                    .require(NativeSet.pytorchCpu());
            System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
        }
        // DJL finds its engines through the context class loader, which in a bundle's thread is not ours.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Torch.class.getClassLoader());
        try {
            Engine engine = Engine.getEngine("PyTorch");
            quieten();
            return engine;
        } catch (RuntimeException | LinkageError e) {
            throw new NativeLibraryException("PyTorch cannot be loaded: " + rootMessage(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // DJL's own use of a deprecated guard makes libtorch warn on every start; errors still show.
    private static void quieten() {
        String folder = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
        try {
            NativeLibrary.getInstance(Path.of(folder, "libc10.so").toString())
                    .getGlobalVariableAddress("FLAGS_caffe2_log_level")
                    .setInt(0, C10_ERROR);
        } catch (UnsatisfiedLinkError e) {
            LOG.fine("libtorch keeps its log level: " + e.getMessage());
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
    }
}
