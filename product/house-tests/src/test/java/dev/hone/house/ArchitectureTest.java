package dev.hone.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan of the house (docs/architecture.md) as rules: arrows point down only, and each library lives in one room. */
class ArchitectureTest {
    private static final List<String> ROOMS = List.of(
            "core",
            "tensor",
            "learn",
            "lm",
            "transformer",
            "endpoint",
            "embedding",
            "reward",
            "budget",
            "steer",
            "guide",
            "mujoco",
            "episodes",
            "assembly",
            "imitate",
            "serve",
            "cli");

    private static final JavaClasses HONE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hone");

    @Test
    void scans_the_whole_house() {
        assertTrue(HONE.size() > 250, () -> "only " + HONE.size() + " classes: the rules below would pass on nothing");
        for (String room : ROOMS) {
            assertTrue(
                    HONE.stream().anyMatch(c -> c.getPackageName().startsWith("dev.hone." + room)),
                    () -> "nothing scanned in " + room);
        }
    }

    @Test
    void arrows_point_down_only() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("dev.hone.core..")
                .layer("tensor")
                .definedBy("dev.hone.tensor..")
                .layer("learn")
                .definedBy("dev.hone.learn..")
                .layer("lm")
                .definedBy("dev.hone.lm..")
                .layer("transformer")
                .definedBy("dev.hone.transformer..")
                .layer("endpoint")
                .definedBy("dev.hone.endpoint..")
                .layer("embedding")
                .definedBy("dev.hone.embedding..")
                .layer("reward")
                .definedBy("dev.hone.reward..")
                .layer("budget")
                .definedBy("dev.hone.budget..")
                .layer("steer")
                .definedBy("dev.hone.steer..")
                .layer("guide")
                .definedBy("dev.hone.guide..")
                .layer("mujoco")
                .definedBy("dev.hone.mujoco..")
                .layer("episodes")
                .definedBy("dev.hone.episodes..")
                .layer("assembly")
                .definedBy("dev.hone.assembly..")
                .layer("imitate")
                .definedBy("dev.hone.imitate..")
                .layer("serve")
                .definedBy("dev.hone.serve..")
                .layer("cli")
                .definedBy("dev.hone.cli..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("tensor")
                .mayOnlyAccessLayers("core")
                .whereLayer("learn")
                .mayOnlyAccessLayers("core", "tensor")
                .whereLayer("lm")
                .mayOnlyAccessLayers("core")
                .whereLayer("transformer")
                .mayOnlyAccessLayers("core", "tensor", "lm")
                .whereLayer("endpoint")
                .mayOnlyAccessLayers("core", "lm")
                .whereLayer("embedding")
                .mayOnlyAccessLayers("core", "lm")
                .whereLayer("reward")
                .mayOnlyAccessLayers("core", "lm")
                .whereLayer("budget")
                .mayOnlyAccessLayers("core", "tensor", "lm", "reward")
                .whereLayer("steer")
                .mayOnlyAccessLayers("core", "tensor", "lm", "transformer", "reward")
                .whereLayer("guide")
                .mayOnlyAccessLayers("core", "tensor", "learn")
                .whereLayer("mujoco")
                .mayOnlyAccessLayers("core")
                .whereLayer("episodes")
                .mayOnlyAccessLayers("core", "learn")
                .whereLayer("assembly")
                .mayOnlyAccessLayers("core", "learn", "mujoco", "episodes")
                .whereLayer("imitate")
                .mayOnlyAccessLayers("core", "tensor", "learn", "episodes")
                .whereLayer("serve")
                .mayOnlyAccessLayers("core", "lm", "endpoint", "reward", "budget")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(HONE);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.hone.(*)..").should().beFreeOfCycles().check(HONE);
    }

    @Test
    void each_library_lives_in_one_room() {
        onlyIn("tensor", "org.bytedeco..").check(HONE);
        onlyIn("embedding", "ai.onnxruntime..", "dev.langchain4j..").check(HONE);
        onlyIn("transformer", "ai.djl..").check(HONE);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hone.transformer.vector..", "dev.hone.tensor.dense..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.incubator.vector..")
                .check(HONE);
        onlyIn("core", "org.sqlite..", "java.sql..", "org.snakeyaml..").check(HONE);
        onlyIn("reward", "org.ejml..", "eu.crydee..").check(HONE);
        onlyIn("serve", "io.prometheus..", "com.sun.net.httpserver..").check(HONE);
        onlyIn("episodes.parquet", "org.apache.parquet..", "org.apache.hadoop..", "io.airlift..")
                .check(HONE);
        onlyIn("cli", "picocli..", "me.tongfei..").check(HONE);
    }

    /** The physics engine has no Java classes to look for: it is reached by calls into native code, which no other room makes. */
    @Test
    void only_mujoco_calls_native_code_and_shows_no_native_type() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hone.mujoco..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
                .check(HONE);
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.hone.mujoco..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .haveRawReturnType(resideInAPackage("java.lang.foreign.."))
                .check(HONE);
    }

    @Test
    void nothing_public_of_the_assembly_tasks_shows_a_type_of_the_engine() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.hone.assembly..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .haveRawReturnType(resideInAPackage("dev.hone.mujoco.."))
                .orShould()
                .haveRawParameterTypes(DescribedPredicate.anyElementThat(resideInAPackage("dev.hone.mujoco..")))
                .check(HONE);
    }

    @Test
    void the_camera_knows_shapes_and_poses_only() {
        noClasses()
                .that()
                .resideInAPackage("dev.hone.assembly.camera..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.hone.mujoco..", "dev.hone.assembly.cell..", "dev.hone.assembly.task..")
                .check(HONE);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hone.assembly.film..", "dev.hone.episodes.picture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..")
                .check(HONE);
    }

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.hone." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    @Test
    void only_the_command_line_prints_or_exits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hone.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(HONE);
    }

    @Test
    void random_numbers_come_from_the_seeds_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(HONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.io.ObjectInputStream", "java.io.ObjectOutputStream"})
    void nothing_is_serialised_by_java(String type) {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(type).check(HONE);
    }

    @Test
    void every_package_is_free_of_null() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(HONE);
    }
}
