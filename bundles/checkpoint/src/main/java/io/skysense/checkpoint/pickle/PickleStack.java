// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.FormatException;
import java.util.ArrayList;
import java.util.List;

/** The values that a pickle works on, with the marks that it sets among them. */
final class PickleStack {

    private static final int MAX_DEPTH = 1 << 18;

    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    void push(Object value) throws FormatException {
        expect(values.size() < MAX_DEPTH, "more than " + MAX_DEPTH + " values on the stack");
        values.add(value);
    }

    void mark() throws FormatException {
        expect(marks.size() < MAX_DEPTH, "more than " + MAX_DEPTH + " marks on the stack");
        marks.add(values.size());
    }

    Object peek() throws FormatException {
        expect(values.size() > bottom(), "the stack is empty");
        return values.get(values.size() - 1);
    }

    Object pop() throws FormatException {
        Object value = peek();
        values.remove(values.size() - 1);
        return value;
    }

    /** Takes the last few, in the order they were put. */
    List<Object> pop(int count) throws FormatException {
        expect(values.size() - count >= bottom(), "the stack is empty");
        return cut(values.size() - count);
    }

    /** Takes all since the last mark, and the mark. */
    List<Object> toMark() throws FormatException {
        expect(!marks.isEmpty(), "there is no mark");
        return cut(marks.remove(marks.size() - 1));
    }

    /** Takes the last value or, if that came after it, the last mark. */
    void drop() throws FormatException {
        if (!marks.isEmpty() && bottom() == values.size()) {
            marks.remove(marks.size() - 1);
        } else {
            pop();
        }
    }

    /** {@return the one value that is left} */
    Object last() throws FormatException {
        expect(values.size() == 1 && marks.isEmpty(), "it ends with " + values.size() + " values in place of one");
        return values.get(0);
    }

    private int bottom() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    private List<Object> cut(int from) {
        List<Object> tail = values.subList(from, values.size());
        List<Object> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }
}
