// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

/**
 * A view of a manager whose random arrays depend on a seed and a name only.
 *
 * <p>PyTorch's generator is one for the whole process: with it, weights would depend on the order in which parameters are
 * made, on the device, and on what other threads draw meanwhile.
 */
final class SeededManager implements InvocationHandler {

    private final NDManager manager;
    private final SeededValues values;

    private SeededManager(NDManager manager, SeededValues values) {
        this.manager = manager;
        this.values = values;
    }

    /**
     * Makes a view.
     *
     * @param manager owns all arrays
     * @param seed the seed
     * @param name the name
     * @return a manager for initialisers
     */
    static NDManager over(NDManager manager, long seed, String name) {
        return (NDManager) Proxy.newProxyInstance(
                SeededManager.class.getClassLoader(),
                new Class<?>[] {NDManager.class},
                new SeededManager(manager, new SeededValues(seed, name)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "randomUniform":
                return fill(arguments, values::uniform, 0f, 1f);
            case "randomNormal":
                return fill(arguments, values::normal, 0f, 1f);
            case "truncatedNormal":
                return fill(arguments, values::truncatedNormal, 0f, 1f);
            default:
                if (method.getName().startsWith("random")) {
                    throw new UnsupportedOperationException("an initialiser that draws with " + method.getName());
                }
                return delegate(method, arguments);
        }
    }

    /** Fills an array. The overloads differ only in what they leave out: two numbers, the type, the device. */
    private NDArray fill(Object[] arguments, SeededValues.Distribution values, float first, float second) {
        List<Object> given = Arrays.asList(arguments);
        List<Float> numbers = given.stream()
                .filter(Float.class::isInstance)
                .map(Float.class::cast)
                .toList();
        Shape shape = (Shape)
                given.stream().filter(Shape.class::isInstance).findFirst().orElseThrow();
        if (given.stream().anyMatch(a -> a instanceof DataType type && type != DataType.FLOAT32)) {
            throw new UnsupportedOperationException("weights are initialised as float32, not " + given);
        }
        NDArray array = manager.zeros(shape, DataType.FLOAT32);
        ChunkedFill.fill(
                array,
                numbers.isEmpty() ? values.source(first, second) : values.source(numbers.get(0), numbers.get(1)));
        return array;
    }

    private Object delegate(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(manager, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
