// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.ScriptModule;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The functions of one TorchScript resource, loaded once. Functions are pure, and callable by many threads. */
public final class Script {

    private static final String NONE = "def none(self) -> Optional[Tensor]:\n  return None\n";

    private final ScriptModule module;

    private Script(ScriptModule module) {
        this.module = module;
    }

    /**
     * Loads a resource.
     *
     * @param owner the class beside whose file the resource lies
     * @param resource its name; the part before the dot names the module
     * @return its functions
     * @throws io.skysense.engine.natives.NativeLibraryException if PyTorch cannot be loaded
     */
    public static Script load(Class<?> owner, String resource) {
        return compile(resource.substring(0, resource.indexOf('.')), text(owner, resource));
    }

    /**
     * Reads a resource, to be compiled together with others.
     *
     * @param owner the class beside whose file the resource lies
     * @param resource its name
     * @return its text
     */
    public static String text(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " beside " + owner.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles functions.
     *
     * @param name names the module
     * @param text serialised TorchScript: one {@code def name(self, ...)} after the other, each calling others by
     *     {@code self.name(...)}
     * @return the functions
     * @throws io.skysense.engine.natives.NativeLibraryException if PyTorch cannot be loaded
     */
    public static Script compile(String name, String text) {
        try {
            return new Script(new ScriptModule((PtNDManager) Torch.system(), ScriptArchive.of(name, NONE + text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls a function that returns a tensor; the result belongs to the manager of the first argument.
     *
     * @param function its name
     * @param first its first argument
     * @param rest the others: NDArray, NDList, Map of String to NDArray, null (None), Number, Boolean, String, long[] or
     *     double[]
     * @return the result
     */
    public NDArray call(String function, NDArray first, Object... rest) {
        Object[] args = new Object[rest.length + 1];
        args[0] = first;
        System.arraycopy(rest, 0, args, 1, rest.length);
        return callIn(first.getManager(), function, args);
    }

    /**
     * Calls a function that returns a tensor.
     *
     * @param manager owns the result
     * @param function its name
     * @param args its arguments, as for {@link #call}
     * @return the result
     */
    public NDArray callIn(NDManager manager, String function, Object... args) {
        return module.tensor((PtNDManager) manager, function, args);
    }

    /**
     * Calls a function that returns a list or tuple of tensors.
     *
     * @param manager owns the results
     * @param function its name
     * @param args its arguments, as for {@link #call}
     * @return the results
     */
    public NDList callList(NDManager manager, String function, Object... args) {
        return module.tensors((PtNDManager) manager, function, args);
    }

    /**
     * Calls a function that returns a truth value.
     *
     * @param function its name
     * @param args its arguments, as for {@link #call}
     * @return the result
     */
    public boolean test(String function, Object... args) {
        return module.test(function, args);
    }

    /**
     * Calls a function for its effect on its arguments.
     *
     * @param function its name
     * @param args its arguments, as for {@link #call}
     */
    public void invoke(String function, Object... args) {
        module.invoke(function, args);
    }
}
