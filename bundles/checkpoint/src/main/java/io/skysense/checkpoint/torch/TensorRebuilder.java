// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.archive.Strided;
import io.skysense.checkpoint.pickle.Describe;
import io.skysense.checkpoint.pickle.Items;
import java.util.ArrayList;
import java.util.List;

/** Makes tensors of the arguments of PyTorch's functions for that, each within its storage. */
final class TensorRebuilder {

    private static final int MAX_RANK = 16;

    /** A tensor may repeat the elements of its storage, but not without end. */
    private static final long MAX_EXPANDED = 1 << 20;

    /**
     * Makes a tensor.
     *
     * @param function the name of the function
     * @param arguments what it is called with: a storage, offset, shape and strides; or a tensor, for a parameter
     * @return the tensor
     */
    Tensor rebuild(String function, List<Object> arguments) throws FormatException {
        boolean parameter = function.contains("_rebuild_parameter");
        if (parameter) {
            expect(
                    !arguments.isEmpty() && arguments.get(0) instanceof Tensor,
                    "refused: " + function + " of something that is no tensor");
            return (Tensor) arguments.get(0);
        }
        expect(
                arguments.size() >= 4 && arguments.get(0) instanceof StorageView && arguments.get(1) instanceof Long,
                "refused: " + function + " without storage, offset, shape and strides");
        StorageView view = (StorageView) arguments.get(0);
        long offset = (Long) arguments.get(1);
        List<Long> shape = numbers(arguments.get(2), "shape");
        List<Long> strides = numbers(arguments.get(3), "strides");
        expect(offset >= 0, "a tensor at the negative offset " + offset);
        expect(
                shape.size() == strides.size(),
                "a tensor of " + shape.size() + " dimensions with " + strides.size() + " strides");
        check(view, offset, shape, strides);
        return new Tensor(view.storage(), view.offset() + offset, shape, strides);
    }

    private static void check(StorageView view, long offset, List<Long> shape, List<Long> strides)
            throws FormatException {
        ElementType type = view.storage().type();
        String storage = "storage " + Quote.of(view.storage().key()) + " of " + view.count() + " elements";
        try {
            Strided layout = new Strided(shape, strides, offset, type.bytes(), java.nio.ByteOrder.LITTLE_ENDIAN);
            long count = layout.count();
            expect(
                    layout.reach() <= view.count() && offset <= view.count(),
                    "a tensor of shape " + shape + " with strides " + strides + " at " + offset + " reaches beyond its "
                            + storage);
            expect(
                    count <= Math.max(view.count(), MAX_EXPANDED),
                    "a tensor of shape " + shape + " repeats its " + storage + " too often");
        } catch (ArithmeticException e) {
            throw new FormatException("impossible shape " + shape + " with strides " + strides);
        }
    }

    private static List<Long> numbers(Object value, String what) throws FormatException {
        expect(value instanceof Items, "a " + what + " that is a " + Describe.of(value));
        List<Object> values = ((Items) value).values();
        expect(values.size() <= MAX_RANK, "a " + what + " of more than " + MAX_RANK + " dimensions");
        List<Long> numbers = new ArrayList<>();
        for (Object number : values) {
            expect(
                    number instanceof Long n && n >= 0,
                    "a " + what + " that holds a "
                            + (number instanceof Long ? "negative number" : Describe.of(number)));
            numbers.add((Long) number);
        }
        return numbers;
    }
}
