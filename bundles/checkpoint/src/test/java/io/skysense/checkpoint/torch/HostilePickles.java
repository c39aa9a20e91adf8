// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Generates pickles that no checkpoint needs, each in an otherwise sound zip archive with a storage of 4 floats. */
final class HostilePickles {

    private static final String NOT_LISTED = "is not on the list of names that build tensors";

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() throws IOException {
        HostilePickles made = new HostilePickles();
        made.names();
        made.opcodes();
        made.calls();
        made.sizes();
        made.tensors();
        made.shapesOfObjects();
        made.broken();
        return made.all;
    }

    /** Functions that pickles call to run code, and what looks harmless but is not needed. */
    private void names() throws IOException {
        String[] names = {
            "os system",
            "posix system",
            "nt system",
            "subprocess Popen",
            "subprocess check_output",
            "builtins eval",
            "builtins exec",
            "builtins compile",
            "builtins open",
            "builtins getattr",
            "builtins __import__",
            "__builtin__ eval",
            "__builtin__ apply",
            "sys exit",
            "sys modules",
            "runpy _run_code",
            "importlib import_module",
            "pickle loads",
            "marshal loads",
            "types FunctionType",
            "functools partial",
            "operator attrgetter",
            "shutil rmtree",
            "socket socket",
            "webbrowser open",
            "ctypes CDLL",
            "torch load",
            "torch.hub load",
            "torch.jit load",
            "torch.storage _load_from_bytes",
            "torch.storage TypedStorage",
            "torch.serialization load",
            "torch._utils _rebuild_sparse_tensor",
            "torch.nn.modules.linear Linear",
            "numpy load",
            "numpy.testing._private.utils runstring",
            "argparse Namespace",
            "collections namedtuple",
            "java.lang Runtime.exec",
            "copyreg _reconstructor",
        };
        for (String name : names) {
            String[] words = name.split(" ");
            String dotted = words[0] + "." + words[1];
            add(
                    "call of " + dotted,
                    "'" + dotted + "' " + NOT_LISTED,
                    p -> p.global(words[0], words[1])
                            .op('(')
                            .text("touch executed")
                            .op('t')
                            .op('R'));
        }
        add(
                "os.system named by STACK_GLOBAL",
                "'os.system' " + NOT_LISTED,
                p -> p.text("os")
                        .text("system")
                        .op(0x93)
                        .text("touch executed")
                        .op(0x85)
                        .op('R'));
        add("os.system within the optimiser", "'os.system' " + NOT_LISTED, p -> {
            Map<String, Runnable> top = new LinkedHashMap<>();
            top.put("model", () -> sound(p));
            top.put("optimizer", () -> p.global("os", "system"));
            p.dict(top);
        });
        add(
                "a name with line breaks and escapes",
                "'o s [31m.system' " + NOT_LISTED,
                p -> p.text("o\rs\u001b[31m").text("system").op(0x93));
    }

    private void opcodes() throws IOException {
        add("INST", "opcode INST is not one that builds tensors", p -> p.op('(').raw("ios\nsystem\n"));
        add("OBJ", "opcode OBJ", p -> p.op('(').text("x").op('o'));
        add("NEWOBJ", "opcode NEWOBJ", p -> p.op(')').op(')').op(0x81));
        add("NEWOBJ_EX", "opcode NEWOBJ_EX", p -> p.op(')').op(')').op('}').op(0x92));
        add("EXT1", "opcode EXT1", p -> p.op(0x82, 1));
        add("EXT4", "opcode EXT4", p -> p.op(0x84).int32(9));
        add("PERSID", "opcode PERSID", p -> p.op('P').raw("x\n"));
        add("text number", "opcode INT", p -> p.op('I').raw("9".repeat(100_000) + "\n"));
        add("text string", "opcode STRING", p -> p.op('S').raw("'x'\n"));
        add("NEXT_BUFFER", "opcode NEXT_BUFFER", p -> p.op(0x97));
        add("BYTEARRAY8", "opcode BYTEARRAY8", p -> p.op(0x96).raw(new byte[8]));
    }

    private void calls() throws IOException {
        add(
                "call of a text",
                "REDUCE calls a str",
                p -> p.text("os.system").op(')').op('R'));
        add(
                "call of what a call gave",
                "REDUCE calls a dict",
                p -> p.global("collections", "OrderedDict")
                        .op(')')
                        .op('R')
                        .op(')')
                        .op('R'));
        add(
                "call of a storage class",
                "a call of 'torch.FloatStorage'",
                p -> p.global("torch", "FloatStorage").op(')').op('R'));
        add(
                "call of a constant",
                "a call of 'torch.float32'",
                p -> p.global("torch", "float32").op(')').op('R'));
        add(
                "call without arguments",
                "REDUCE without a tuple",
                p -> p.global("torch", "Size").op('N').op('R'));
        add(
                "state of a list",
                "BUILD sets the state of a list",
                p -> p.op(']').op('}').op('b'));
        add(
                "state of a tensor",
                "BUILD sets the state of a tensor",
                p -> tensor(p).op('}').op('b'));
        add(
                "entry of a tensor",
                "an entry is set in a tensor",
                p -> tensor(p).op('N').op('N').op('s'));
        add(
                "value added to a tuple",
                "values are added to a tuple",
                p -> p.op(')').op('N').op('a'));
        add(
                "parameter of a text",
                "of something that is no tensor",
                p -> p.global("torch._utils", "_rebuild_parameter")
                        .text("x")
                        .op(0x85)
                        .op('R'));
        add(
                "persistent id of a module",
                "a persistent id that is no storage",
                p -> p.op('(').text("module").text("os").op('t').op('Q'));
        add(
                "storage of a wrong class",
                "a storage of class 'collections.OrderedDict'",
                p -> p.op('(')
                        .text("storage")
                        .global("collections", "OrderedDict")
                        .text("0")
                        .text("cpu")
                        .integer(4)
                        .op('t')
                        .op('Q'));
    }

    private void sizes() throws IOException {
        add("text of 2 GiB", "a text of 2147483647 bytes", p -> p.op('X').int32(Integer.MAX_VALUE));
        add(
                "text of 2^62 bytes",
                "a text of 4611686018427387904 bytes",
                p -> p.op(0x8d).raw(new byte[] {0, 0, 0, 0, 0, 0, 0, 64}));
        add("number of 2 GiB", "a number of 2147483647 bytes", p -> p.op(0x8b).int32(Integer.MAX_VALUE));
        add("number of negative length", "a number of -1 bytes", p -> p.op(0x8b).int32(-1));
        add(
                "bytes of 2^62 bytes",
                "truncated within a value",
                p -> p.op(0x8e).raw(new byte[] {0, 0, 0, 0, 0, 0, 0, 64}));
        add("a name without an end", "a name of more than 256", p -> p.op('c').raw("a".repeat(100_000)));
        add(
                "memo number of 2 billion",
                "ends with 2 values",
                p -> p.op('N').op('r').int32(Integer.MAX_VALUE).op('N'));
        add("a million marks", "marks on the stack", p -> p.raw("(".repeat(1_000_000)));
        add("a million values", "values on the stack", p -> p.raw("N".repeat(1_000_000)));
        add("three million steps", "more than 2000000 steps", p -> p.raw("N0".repeat(1_500_000)));
        add("a list copied a million times", "of more than 1000000 entries in all", p -> {
            p.op(']').op('q', 0).op('(');
            for (int i = 0; i < 10_000; i++) {
                p.op('N').op('N').op(0x86);
            }
            p.op('e');
            for (int i = 0; i < 1000; i++) {
                p.global("collections", "OrderedDict")
                        .op('h', 0)
                        .op(0x85)
                        .op('R')
                        .op('0');
            }
        });
    }

    private void tensors() throws IOException {
        long most = 1L << 62;
        shape("shape larger than its storage", "reaches beyond its storage", 0, List.of(5L), List.of(1L));
        shape("offset beyond its storage", "reaches beyond its storage", 3, List.of(2L), List.of(1L));
        shape("stride beyond its storage", "reaches beyond its storage", 0, List.of(2L), List.of(4L));
        shape("empty, but far away", "reaches beyond its storage", most, List.of(0L), List.of(1L));
        shape("shape that overflows", "impossible shape", 0, List.of(most, most), List.of(1L, 1L));
        shape("strides that overflow", "impossible shape", 0, List.of(3L), List.of(most));
        shape("empty shape that overflows", "impossible shape", 0, List.of(0L, most, most), List.of(1L, 1L, 1L));
        shape("one number repeated 2^40 times", "repeats its storage", 0, List.of(1L << 40), List.of(0L));
        shape("negative dimension", "a negative number", 0, List.of(-1L), List.of(1L));
        shape("negative stride", "a negative number", 3, List.of(2L), List.of(-1L));
        shape("negative offset", "negative offset", -1, List.of(1L), List.of(1L));
        shape("too few strides", "1 dimensions with 0 strides", 0, List.of(1L), List.of());
        List<Long> ones = java.util.Collections.nCopies(50, 1L);
        shape("fifty dimensions", "more than 16 dimensions", 0, ones, ones);
        add("storage of 2^62 elements", "elements", p -> p.storage("FloatStorage", "0", most));
        add("storage of -1 elements", "storage '0' of -1 elements", p -> p.storage("FloatStorage", "0", -1));
        add(
                "storage of two types",
                "described in two ways",
                p -> p.storage("FloatStorage", "0", 4).storage("IntStorage", "0", 4));
        add(
                "storage that is not there",
                "lacks entry 'w/data/nix'",
                p -> p.dict(Map.of("w", () -> p.tensor("FloatStorage", "nix", 1, 0, List.of(1L), List.of(1L)))));
        add(
                "storage with a path for a key",
                "lacks entry 'w/data/../../etc/passwd'",
                p -> p.dict(Map.of(
                        "w", () -> p.tensor("FloatStorage", "../../etc/passwd", 1, 0, List.of(1L), List.of(1L)))));
        add(
                "storage of another size",
                "has 16 bytes, its storage of 3 F32 needs 12",
                p -> p.dict(Map.of("w", () -> p.tensor("FloatStorage", "0", 3, 0, List.of(1L), List.of(1L)))));
        add("a thousand large views of a small storage", "more than 16 times", p -> {
            Map<String, Runnable> state = new LinkedHashMap<>();
            for (int i = 0; i < 1000; i++) {
                state.put("w" + i, () -> p.tensor("FloatStorage", "0", 4, 0, List.of(1L << 18), List.of(0L)));
            }
            p.dict(state);
        });
    }

    private void shapesOfObjects() throws IOException {
        add(
                "a list within itself",
                "the checkpoint is a list",
                p -> p.op(']').op('q', 0).op('h', 0).op('a'));
        add(
                "a dictionary within itself",
                "the file holds none",
                p -> p.op('}').op('q', 0).text("model").op('h', 0).op('s'));
        add(
                "a list as its own key",
                "no tensors at the top",
                p -> p.op('}').op(']').op('q', 0).op('h', 0).op('a').op('N').op('s'));
        add("lists 500,000 deep", "the checkpoint is a list", p -> {
            p.raw("]".repeat(200_000)).raw("a".repeat(199_999));
        });
        add("tuples of tuples as a key", "no tensors at the top", p -> {
            // 2^100 leaves: whoever compares or hashes them all never ends.
            p.op('}').op('N');
            for (int i = 0; i < 100; i++) {
                p.op('2').op(0x86);
            }
            p.op('N').op('s');
        });
        add("dictionaries that share dictionaries", "no tensors at the top", p -> {
            p.op('}').op('q', 0).op('0');
            for (int i = 0; i < 200; i++) {
                p.op('}');
                for (int k = 0; k < 20; k++) {
                    p.text("k" + k).op('h', i % 2).op('s');
                }
                p.op('q', (i + 1) % 2).op('0');
            }
            p.op('h', 0);
        });
        add("no dictionary but a number", "the checkpoint is a int", p -> p.integer(7));
        add(
                "a tensor's name with a line break",
                "holds control characters",
                p -> p.dict(Map.of("a\nb", () -> tensor(p))));
    }

    private void broken() throws IOException {
        raw("empty", "truncated", new byte[0]);
        raw("no end", "truncated", new byte[] {(byte) 0x80, 2, '}'});
        raw(
                "garbage behind the end",
                "5 bytes follow the end of the pickle",
                concat(sound(new Pickler()).stop(), new byte[5]));
        raw("no pickle", "there is no opcode 255", new byte[] {(byte) 0xff, 0, 0});
        raw("protocol 99", "a protocol above 5", new byte[] {(byte) 0x80, 99, '}', '.'});
        add("nothing on the stack", "the stack is empty", p -> p.op(0x85));
        add("no mark", "there is no mark", p -> p.op('t'));
        add("nothing remembered", "nothing was kept as number 7", p -> p.op('h', 7));
        add(
                "key without value",
                "a key without a value",
                p -> p.op('}').op('(').op('N').op('u'));
        add("two values at the end", "ends with 2 values", p -> p.op('N').op('N'));
        add("text that is not UTF-8", "not valid UTF-8", p -> p.op('X').int32(1).op(0xff));
        add(
                "STACK_GLOBAL of numbers",
                "without two texts",
                p -> p.op('N').op('N').op(0x93));
    }

    private void shape(String name, String cause, long offset, List<Long> shape, List<Long> strides)
            throws IOException {
        add(
                "tensor: " + name,
                cause,
                p -> p.dict(Map.of("w", () -> p.tensor("FloatStorage", "0", 4, offset, shape, strides))));
    }

    private void add(String name, String cause, Consumer<Pickler> body) throws IOException {
        Pickler pickler = new Pickler();
        body.accept(pickler);
        raw(name, cause, pickler.stop());
    }

    private void raw(String name, String cause, byte[] pickle) throws IOException {
        all.add(new Hostile(name, TorchArchive.zip(Map.of("w/data.pkl", pickle, "w/data/0", new byte[16])), cause));
    }

    private static Pickler tensor(Pickler p) {
        return p.tensor("FloatStorage", "0", 4, 0, List.of(4L), List.of(1L));
    }

    static Pickler sound(Pickler p) {
        return p.dict(Map.of("w", () -> tensor(p)));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
