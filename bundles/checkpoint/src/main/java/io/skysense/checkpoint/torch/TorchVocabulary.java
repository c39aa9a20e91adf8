// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.pickle.Describe;
import io.skysense.checkpoint.pickle.Dict;
import io.skysense.checkpoint.pickle.Global;
import io.skysense.checkpoint.pickle.Items;
import io.skysense.checkpoint.pickle.Opaque;
import io.skysense.checkpoint.pickle.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that a state dictionary is made of, and the few harmless ones that stand beside it in checkpoints. */
final class TorchVocabulary implements Vocabulary {

    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            Map.entry("torch.DoubleStorage", ElementType.F64),
            Map.entry("torch.FloatStorage", ElementType.F32),
            Map.entry("torch.HalfStorage", ElementType.F16),
            Map.entry("torch.BFloat16Storage", ElementType.BF16),
            Map.entry("torch.LongStorage", ElementType.I64),
            Map.entry("torch.IntStorage", ElementType.I32),
            Map.entry("torch.ShortStorage", ElementType.I16),
            Map.entry("torch.CharStorage", ElementType.I8),
            Map.entry("torch.ByteStorage", ElementType.U8),
            Map.entry("torch.BoolStorage", ElementType.BOOL));

    private static final Set<String> TENSORS = Set.of(
            "torch._utils._rebuild_tensor",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_parameter",
            "torch._utils._rebuild_parameter_with_state");

    /** Python's containers: their first argument is what they hold. */
    private static final Set<String> SEQUENCES =
            Set.of("torch.Size", "builtins.set", "builtins.frozenset", "__builtin__.set", "__builtin__.frozenset");

    /** Values whose content is of no use here: figures of a validation, counters of a schedule. */
    private static final Set<String> OPAQUE = Set.of(
            "torch.device",
            "collections.Counter",
            "numpy.dtype",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "_codecs.encode");

    private static final Set<String> CONSTANTS = Set.of(
            "torch.float64",
            "torch.float32",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64",
            "torch.int32",
            "torch.int16",
            "torch.int8",
            "torch.uint8",
            "torch.bool");

    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final int MAX_COPIED = 1_000_000;
    private static final int MAX_STORAGES = 200_000;

    private final TensorRebuilder rebuilder = new TensorRebuilder();
    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private int copied;

    @Override
    public boolean knows(String global) {
        return STORAGES.containsKey(global)
                || TENSORS.contains(global)
                || SEQUENCES.contains(global)
                || OPAQUE.contains(global)
                || CONSTANTS.contains(global)
                || global.equals(ORDERED_DICT);
    }

    /** {@return the storages that were named so far, by key} */
    Map<String, Storage> storages() {
        return Collections.unmodifiableMap(storages);
    }

    @Override
    public Object call(String global, List<Object> arguments) throws FormatException {
        if (TENSORS.contains(global)) {
            return rebuilder.rebuild(global, arguments);
        }
        if (global.equals(ORDERED_DICT)) {
            return dictionary(arguments);
        }
        if (OPAQUE.contains(global)) {
            return new Opaque(global);
        }
        expect(
                SEQUENCES.contains(global) && arguments.size() == 1 && arguments.get(0) instanceof Items,
                "refused: a call of " + Quote.of(global));
        // Not a copy: a pickle can name one list a million times.
        return arguments.get(0);
    }

    private Dict dictionary(List<Object> arguments) throws FormatException {
        Dict dictionary = new Dict();
        if (arguments.isEmpty()) {
            return dictionary;
        }
        expect(arguments.get(0) instanceof Items, "an OrderedDict of a " + Describe.of(arguments.get(0)));
        for (Object pair : ((Items) arguments.get(0)).values()) {
            expect(++copied <= MAX_COPIED, "ordered dictionaries of more than " + MAX_COPIED + " entries in all");
            expect(pair instanceof Items items && items.values().size() == 2, "an OrderedDict not of pairs");
            List<Object> entry = ((Items) pair).values();
            dictionary.entries().put(entry.get(0), entry.get(1));
        }
        return dictionary;
    }

    /** A tuple: the word storage, its class, its key, where it lived, how many elements, in old files a view of another. */
    @Override
    public Object persistent(Object id) throws FormatException {
        List<Object> parts = id instanceof Items items ? items.values() : List.of();
        boolean known = (parts.size() == 5 || parts.size() == 6)
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof Global
                && parts.get(2) instanceof String
                && parts.get(4) instanceof Long;
        expect(known, "refused: a persistent id that is no storage");
        String className = ((Global) parts.get(1)).name();
        ElementType type = STORAGES.get(className);
        expect(type != null, "refused: a storage of class " + Quote.of(className));
        String key = (String) parts.get(2);
        long count = (Long) parts.get(4);
        expect(
                count >= 0 && count <= Long.MAX_VALUE / type.bytes(),
                "storage " + Quote.of(key) + " of " + count + " elements");
        Storage storage = new Storage(key, type, count);
        Storage before = storages.putIfAbsent(key, storage);
        expect(before == null || before.equals(storage), "storage " + Quote.of(key) + " is described in two ways");
        expect(storages.size() <= MAX_STORAGES, "more than " + MAX_STORAGES + " storages");
        return parts.size() == 6 && parts.get(5) != null
                ? view(storage, parts.get(5))
                : new StorageView(storage, 0, count);
    }

    private static StorageView view(Storage storage, Object description) throws FormatException {
        List<Object> parts = description instanceof Items items ? items.values() : List.of();
        boolean known = parts.size() == 3
                && parts.get(1) instanceof Long offset
                && parts.get(2) instanceof Long count
                && offset >= 0
                && count >= 0
                && offset <= storage.count() - count;
        expect(known, "storage " + Quote.of(storage.key()) + " is viewed beyond its end");
        return new StorageView(storage, (Long) parts.get(1), (Long) parts.get(2));
    }
}
