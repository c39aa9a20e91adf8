// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every exported package tells its reader what each part is, takes and returns. */
class JavadocTest {

    private static final Path ROOT = Path.of(System.getProperty("skysense.root"));

    @Test
    void leavesNoGapInAnExportedPackage() throws IOException {
        List<Path> files = BuiltBundle.all().stream()
                .flatMap(b -> b.exports().keySet().stream().flatMap(name -> sources(b, name)))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> gaps = gaps(compiler, manager, manager.getJavaFileObjectsFromPaths(files));

            assertFalse(files.isEmpty());
            assertEquals(List.of(), gaps, () -> String.join("\n", gaps));
        }
    }

    @Test
    void findsEveryKindOfGap() throws IOException {
        String text = """
                /** A type. @param <T> any */
                public interface Example<T> {
                    int NUMBER = 1;
                    /** Adds.
                     * @param a a number */
                    int add(int a, int b);
                    /** {@return nothing to miss} */
                    int fine();
                    void bare();
                    /** A pair.
                     * @param left one */
                    record Pair(int left, int right) {
                        public Pair {}
                        @Override public String toString() { return ""; }
                        private int hidden() { return 0; }
                    }
                }
                """;
        JavaFileObject file = new SimpleJavaFileObject(URI.create("Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };

        assertEquals(
                List.of(
                        "Example.java:3: NUMBER: no comment",
                        "Example.java:6: add: no @param b",
                        "Example.java:6: add: no @return",
                        "Example.java:9: bare: no comment",
                        "Example.java:12: Pair: no @param right"),
                gaps(ToolProvider.getSystemJavaCompiler(), null, List.of(file)));
    }

    private static List<String> gaps(
            JavaCompiler compiler, StandardJavaFileManager manager, Iterable<? extends JavaFileObject> files)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files);
        DocTrees trees = DocTrees.instance(task);
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree file : task.parse()) {
            found.addAll(JavadocGaps.in(file, trees));
        }
        return found;
    }

    private static Stream<Path> sources(BuiltBundle bundle, String packageName) {
        Path folder = ROOT.resolve("bundles/" + bundle.name() + "/src/main/java/" + packageName.replace('.', '/'));
        if (!Files.isDirectory(folder)) {
            return Stream.empty(); // a library's package
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
