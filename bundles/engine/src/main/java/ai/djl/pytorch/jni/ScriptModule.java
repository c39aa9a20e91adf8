// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package ai.djl.pytorch.jni;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls methods of a TorchScript module with arguments of any kind, keeping autograd.
 *
 * <p>It stands in DJL's package because the native entry point is package-private, and DJL's own ways
 * in force inference mode.
 */
public final class ScriptModule {

    private final PtSymbolBlock module;
    private final IValue none;

    /**
     * Loads a module.
     *
     * @param manager owns the module
     * @param archive a TorchScript archive with a method {@code none} that returns None
     * @throws IOException if the archive cannot be read
     */
    public ScriptModule(PtNDManager manager, byte[] archive) throws IOException {
        module = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
        none = new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), "none", new long[0], true, false));
    }

    /**
     * Calls a method that returns a tensor.
     *
     * @param manager owns the result
     * @param method its name
     * @param args NDArray, NDList, Map of String to NDArray, null (None), Number, Boolean, String, long[] or double[]
     * @return the result
     */
    public NDArray tensor(PtNDManager manager, String method, Object... args) {
        try (IValue result = run(method, args)) {
            return result.toTensor(manager);
        }
    }

    /**
     * Calls a method that returns a list or a tuple of tensors.
     *
     * @param manager owns the results
     * @param method its name
     * @param args as for {@link #tensor}
     * @return the results
     */
    public NDList tensors(PtNDManager manager, String method, Object... args) {
        try (IValue result = run(method, args)) {
            return result.toNDList(manager);
        }
    }

    /**
     * Calls a method that returns a bool.
     *
     * @param method its name
     * @param args as for {@link #tensor}
     * @return the result
     */
    public boolean test(String method, Object... args) {
        try (IValue result = run(method, args)) {
            return result.toBoolean();
        }
    }

    /**
     * Calls a method for its effect.
     *
     * @param method its name
     * @param args as for {@link #tensor}
     */
    public void invoke(String method, Object... args) {
        run(method, args).close();
    }

    private IValue run(String method, Object... args) {
        // The optimiser watches a function's first call, and differentiates the later ones by formulas of its own,
        // whose last bits differ: a resumed run would not equal an unbroken one. The switch is the calling thread's.
        JniUtils.setGraphExecutorOptimize(false);
        IValue[] values = new IValue[args.length];
        long[] handles = new long[args.length];
        try {
            for (int i = 0; i < args.length; i++) {
                values[i] = wrap(args[i]);
                handles[i] = values[i].getHandle();
            }
            return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false));
        } finally {
            for (IValue value : values) {
                if (value != null && value != none) {
                    value.close();
                }
            }
        }
    }

    private IValue wrap(Object arg) {
        if (arg == null) {
            return none;
        } else if (arg instanceof PtNDArray array) {
            return IValue.from(array);
        } else if (arg instanceof Long || arg instanceof Integer) {
            return IValue.from(((Number) arg).longValue());
        } else if (arg instanceof Double || arg instanceof Float) {
            return IValue.from(((Number) arg).doubleValue());
        } else if (arg instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (arg instanceof String text) {
            return IValue.from(text);
        } else if (arg instanceof long[] list) {
            return IValue.listFrom(list);
        } else if (arg instanceof double[] list) {
            return IValue.listFrom(list);
        } else if (arg instanceof NDList list) {
            return IValue.listFrom(list.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
        } else if (arg instanceof Map<?, ?> map) {
            Map<String, PtNDArray> arrays = new LinkedHashMap<>();
            map.forEach((name, array) -> arrays.put((String) name, (PtNDArray) array));
            return IValue.stringMapFrom(arrays);
        }
        throw new IllegalArgumentException(
                "no TorchScript value for a " + arg.getClass().getName());
    }
}
