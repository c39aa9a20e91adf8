// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code of a bundle may do. */
class CodeTest {

    /** Asks the Java runtime for a class that not every one has. */
    private static final String SIGNALS = "io.skysense.shell.internal.terminal.Interrupts";

    /** The command by which a person asks for just that. */
    private static final String EXIT = "io.skysense.shell.internal.GogoExit";

    private static final JavaClasses CLASSES = load("target/classes");

    /** See io.skysense.engine.ops.Arithmetic. */
    private static final DescribedPredicate<JavaCall<?>> LENDS_MEMORY_OF_THE_COLLECTOR = target(
                    owner(nameMatching("ai\\.djl\\.ndarray\\.NDArray")))
            .and(target(rawParameterTypes(Number.class)))
            .and(not(target(nameMatching("eq|neq|gt|gte|lt|lte|contentEquals"))))
            .forSubtype();

    @Test
    void keepsNoStaticVariables() {
        fields().that().areStatic().should().haveModifier(JavaModifier.FINAL).check(CLASSES);
    }

    @Test
    void printsOnlyInTheShell() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.skysense.shell..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void neverEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(EXIT)
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void tiesBundlesByServicesNotByClassNames() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SIGNALS)
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .check(CLASSES);
    }

    @Test
    void letsNoNumberIntoAGraphThroughMemoryOfTheGarbageCollector() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.skysense.engine..")
                .should()
                .callMethodWhere(LENDS_MEMORY_OF_THE_COLLECTOR)
                .check(CLASSES);
    }

    @Test
    void letsNoneIntoTheGraphsOfTheModelsThatTestsTrainEither() {
        noClasses()
                .that()
                .areAssignableTo("io.skysense.api.model.Network")
                .should()
                .callMethodWhere(LENDS_MEMORY_OF_THE_COLLECTOR)
                .check(load("target/classes", "target/test-classes"));
    }

    private static JavaClasses load(String... places) {
        List<Path> folders = BuiltBundle.folders().stream()
                .flatMap(folder -> Stream.of(places).map(folder::resolve))
                .filter(Files::isDirectory)
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }
}
