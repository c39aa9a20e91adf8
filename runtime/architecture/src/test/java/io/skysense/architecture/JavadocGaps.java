// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Finds what a reader of the public API would miss in a source file: a comment, a parameter, a result.
 *
 * <p>javac's own check cannot be used for this: before JDK 21 it asks the compact constructor of a record
 * for every component again. It is on for everything else.
 */
final class JavadocGaps extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree file;
    private final String text;
    private final DocTrees trees;
    private final List<String> found = new ArrayList<>();
    private final Deque<ClassTree> types = new ArrayDeque<>();

    private JavadocGaps(CompilationUnitTree file, DocTrees trees) throws IOException {
        this.file = file;
        this.text = file.getSourceFile().getCharContent(true).toString();
        this.trees = trees;
    }

    /** {@return a line for each gap} */
    static List<String> in(CompilationUnitTree file, DocTrees trees) throws IOException {
        JavadocGaps gaps = new JavadocGaps(file, trees);
        gaps.scan(file, null);
        return gaps.found;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        if (isPublic(type.getModifiers())) {
            DocCommentTree comment = comment(type, type.getSimpleName());
            if (comment != null && type.getKind() == Tree.Kind.RECORD) {
                parameters(comment, components(type), type.getSimpleName(), type);
            }
            types.push(type);
            type.getMembers().forEach(member -> scan(member, none));
            types.pop();
        }
        return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void none) {
        if (isPublic(field.getModifiers())) {
            comment(field, field.getName());
        }
        return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        boolean constructor = method.getReturnType() == null;
        if (!isPublic(method.getModifiers()) || overrides(method) || (constructor && compact(method))) {
            return null;
        }
        DocCommentTree comment = comment(method, method.getName());
        if (comment != null) {
            parameters(comment, method.getParameters(), method.getName(), method);
            boolean returns = !constructor && !method.getReturnType().toString().equals("void");
            if (returns && !has(comment, DocTree.Kind.RETURN)) {
                gap(method, method.getName() + ": no @return");
            }
        }
        return null;
    }

    private DocCommentTree comment(Tree tree, CharSequence name) {
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment == null) {
            gap(tree, name + ": no comment");
        }
        return comment;
    }

    private void parameters(
            DocCommentTree comment, List<? extends VariableTree> expected, CharSequence name, Tree tree) {
        Set<String> documented = new HashSet<>();
        for (DocTree tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
                documented.add(parameter.getName().getName().toString());
            }
        }
        for (VariableTree variable : expected) {
            if (!documented.contains(variable.getName().toString())) {
                gap(tree, name + ": no @param " + variable.getName());
            }
        }
    }

    private static boolean has(DocCommentTree comment, DocTree.Kind kind) {
        return Stream.concat(comment.getFullBody().stream(), comment.getBlockTags().stream())
                .anyMatch(part -> part.getKind() == kind);
    }

    private static List<VariableTree> components(ClassTree record) {
        return record.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .toList();
    }

    private boolean isPublic(ModifiersTree modifiers) {
        Set<Modifier> flags = modifiers.getFlags();
        boolean ofInterface = inside(Tree.Kind.INTERFACE) || inside(Tree.Kind.ANNOTATION_TYPE);
        return flags.contains(Modifier.PUBLIC)
                || flags.contains(Modifier.PROTECTED)
                || (ofInterface && !flags.contains(Modifier.PRIVATE));
    }

    private boolean inside(Tree.Kind kind) {
        return !types.isEmpty() && types.peek().getKind() == kind;
    }

    /** A compact constructor of a record writes no parameter list; the tree has the record's in its place. */
    private boolean compact(MethodTree constructor) {
        int from = (int) start(constructor);
        int to = (int) start(constructor.getBody());
        return inside(Tree.Kind.RECORD) && text.substring(from, to).indexOf('(') < 0;
    }

    private long start(Tree tree) {
        return trees.getSourcePositions().getStartPosition(file, tree);
    }

    private static boolean overrides(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(type -> type.toString().equals("Override"));
    }

    private void gap(Tree tree, String what) {
        long line = file.getLineMap().getLineNumber(start(tree));
        found.add(file.getSourceFile().getName() + ":" + line + ": " + what);
    }
}
