// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle without doing what it says: numbers, texts and containers are built, functions are looked up in a
 * {@link Vocabulary}, and everything else is refused by its name.
 *
 * <p>Bounded in steps, stack and lengths, so in time and memory; nothing recurses. Python objects become Long or
 * BigInteger, Double, Boolean, String, {@link Items}, {@link Dict}, {@link Opaque}, null for None, and whatever the
 * vocabulary gives.
 */
public final class PickleMachine {

    /** Twenty times what the checkpoint of a model of 1,500 tensors with its optimiser needs. */
    private static final int MAX_STEPS = 2_000_000;

    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput input;
    private final Vocabulary vocabulary;
    private final PickleStack stack = new PickleStack();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleMachine(ByteBuffer bytes, Vocabulary vocabulary) {
        this.input = new PickleInput(bytes);
        this.vocabulary = vocabulary;
    }

    /**
     * Reads one pickle.
     *
     * @param bytes are read from their position on, which is moved behind the pickle
     * @param vocabulary what it may name
     * @return the object
     * @throws FormatException if it is damaged, or names anything that is not allowed; says at which byte
     */
    public static Object read(ByteBuffer bytes, Vocabulary vocabulary) throws FormatException {
        PickleMachine machine = new PickleMachine(bytes, vocabulary);
        int at = bytes.position();
        try {
            for (int step = 0; step < MAX_STEPS; step++) {
                at = machine.input.position();
                byte code = machine.input.int8();
                Opcode opcode = Opcode.of(code);
                expect(opcode != null, "not a pickle: there is no opcode " + (code & 0xff));
                if (opcode == Opcode.STOP) {
                    return machine.stack.last();
                }
                machine.step(opcode);
            }
        } catch (FormatException e) {
            throw new FormatException("pickle, byte " + at + ": " + e.getMessage());
        }
        throw new FormatException("pickle: more than " + MAX_STEPS + " steps");
    }

    private void step(Opcode opcode) throws FormatException {
        switch (opcode) {
            case PROTO -> expect(input.uint8() <= HIGHEST_PROTOCOL, "a protocol above " + HIGHEST_PROTOCOL);
            case FRAME -> input.int64(); // Only a hint for readers that fetch ahead.
            case MARK -> stack.mark();
            case POP -> stack.drop();
            case POP_MARK -> stack.toMark();
            case DUP -> stack.push(stack.peek());
            case BINGET -> stack.push(remembered(input.uint8()));
            case LONG_BINGET -> stack.push(remembered(input.int32()));
            case BINPUT -> memo.put(input.uint8(), stack.peek());
            case LONG_BINPUT -> memo.put(input.int32(), stack.peek());
            case MEMOIZE -> memo.put(memo.size(), stack.peek());
            case GLOBAL -> stack.push(global(input.line(), input.line()));
            case STACK_GLOBAL -> stackGlobal();
            case REDUCE -> reduce();
            case BUILD -> build();
            case BINPERSID -> stack.push(vocabulary.persistent(stack.pop()));
            default -> {
                if (!scalar(opcode) && !container(opcode)) {
                    throw new FormatException("refused: opcode " + opcode + " is not one that builds tensors");
                }
            }
        }
    }

    private boolean scalar(Opcode opcode) throws FormatException {
        switch (opcode) {
            case NONE -> stack.push(null);
            case NEWTRUE -> stack.push(true);
            case NEWFALSE -> stack.push(false);
            case BININT -> stack.push((long) input.int32());
            case BININT1 -> stack.push((long) input.uint8());
            case BININT2 -> stack.push((long) input.uint16());
            case LONG1 -> stack.push(input.integer(input.uint8()));
            case LONG4 -> stack.push(input.integer(input.int32()));
            case BINFLOAT -> stack.push(input.float64());
            case BINUNICODE -> stack.push(input.utf8(input.int32() & 0xffffffffL));
            case SHORT_BINUNICODE -> stack.push(input.utf8(input.uint8()));
            case BINUNICODE8 -> stack.push(input.utf8(input.int64()));
            case BINSTRING -> stack.push(input.latin1(input.int32()));
            case SHORT_BINSTRING -> stack.push(input.latin1(input.uint8()));
            case BINBYTES -> bytes(input.int32() & 0xffffffffL);
            case SHORT_BINBYTES -> bytes(input.uint8());
            case BINBYTES8 -> bytes(input.int64());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(Opcode opcode) throws FormatException {
        switch (opcode) {
            case EMPTY_LIST -> stack.push(Items.empty("list"));
            case EMPTY_TUPLE -> stack.push(new Items("tuple", List.of()));
            case EMPTY_SET -> stack.push(Items.empty("set"));
            case EMPTY_DICT -> stack.push(new Dict());
            case LIST -> stack.push(new Items("list", stack.toMark()));
            case TUPLE -> stack.push(new Items("tuple", stack.toMark()));
            case FROZENSET -> stack.push(new Items("frozenset", stack.toMark()));
            case TUPLE1 -> stack.push(new Items("tuple", stack.pop(1)));
            case TUPLE2 -> stack.push(new Items("tuple", stack.pop(2)));
            case TUPLE3 -> stack.push(new Items("tuple", stack.pop(3)));
            case APPEND -> add("list", stack.pop(1));
            case APPENDS -> add("list", stack.toMark());
            case ADDITEMS -> add("set", stack.toMark());
            case SETITEM -> put(stack.pop(2));
            case SETITEMS -> put(stack.toMark());
            case DICT -> {
                List<Object> entries = stack.toMark();
                stack.push(new Dict());
                put(entries);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void bytes(long length) throws FormatException {
        input.skip(length);
        stack.push(new Opaque("bytes"));
    }

    private Object remembered(int index) throws FormatException {
        Object value = memo.get(index);
        expect(value != null || memo.containsKey(index), "nothing was kept as number " + index);
        return value;
    }

    private Global global(String module, String name) throws FormatException {
        String full = module + "." + name;
        expect(
                vocabulary.knows(full),
                "refused: global " + Quote.of(full) + " is not on the list of names that build tensors");
        return new Global(full);
    }

    private void stackGlobal() throws FormatException {
        Object name = stack.pop();
        Object module = stack.pop();
        expect(module instanceof String && name instanceof String, "STACK_GLOBAL without two texts");
        stack.push(global((String) module, (String) name));
    }

    private void reduce() throws FormatException {
        Object arguments = stack.pop();
        Object function = stack.pop();
        expect(function instanceof Global, "refused: REDUCE calls a " + Describe.of(function) + ", not a function");
        expect(arguments instanceof Items, "REDUCE without a tuple of arguments");
        stack.push(vocabulary.call(((Global) function).name(), ((Items) arguments).values()));
    }

    /** Attributes of a dictionary, such as the versions that PyTorch keeps with one, say nothing about its tensors. */
    private void build() throws FormatException {
        stack.drop();
        Object target = stack.peek();
        expect(
                target instanceof Dict || target instanceof Opaque,
                "refused: BUILD sets the state of a " + Describe.of(target));
    }

    private void add(String kind, List<Object> values) throws FormatException {
        expect(
                stack.peek() instanceof Items items && items.kind().equals(kind),
                "refused: values are added to a " + Describe.of(stack.peek()) + ", not to a " + kind);
        ((Items) stack.peek()).values().addAll(values);
    }

    private void put(List<Object> entries) throws FormatException {
        expect(entries.size() % 2 == 0, "a key without a value");
        expect(
                stack.peek() instanceof Dict,
                "refused: an entry is set in a " + Describe.of(stack.peek()) + ", not in a dict");
        Map<Object, Object> into = ((Dict) stack.peek()).entries();
        for (int i = 0; i < entries.size(); i += 2) {
            into.put(entries.get(i), entries.get(i + 1));
        }
    }
}
