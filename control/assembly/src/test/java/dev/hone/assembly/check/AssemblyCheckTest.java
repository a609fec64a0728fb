package dev.hone.assembly.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssemblyCheckTest {
    @Test
    void the_physics_passes_the_six_tests() {
        List<Finding> findings = new ArrayList<>();
        AssemblyCheck.run(20, Seeds.of(0), findings::add);
        assertEquals(AssemblyCheck.FINDINGS, findings.size());
        assertEquals(
                List.of(),
                findings.stream().filter(finding -> !finding.passed()).toList());
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6"),
                findings.stream()
                        .map(finding -> finding.test().substring(0, 1))
                        .distinct()
                        .toList());
    }

    @Test
    void the_fit_is_as_tight_at_two_milliseconds() {
        assertEquals(
                List.of(),
                FitCheck.run(0.002).stream()
                        .filter(finding -> !finding.passed())
                        .toList());
    }
}
