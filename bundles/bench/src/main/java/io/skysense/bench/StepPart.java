// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a training step spends outside forward, backward and optimiser. */
final class StepPart implements Part {

    private static final double LIMIT = 0.05;
    private static final int WARM_UP = 2;
    private static final Set<String> COMPUTE = Set.of("time/forward", "time/backward", "time/optimizer");

    private final Workbench bench;

    StepPart(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return "step";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        List<MetricsLog.Row> rows;
        try (RunFolder folder = RunFolder.open(run)) {
            rows = folder.figures();
        }
        Sample seconds = series(rows, "time/step");
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.plain(name(), "a step of the demo's model", seconds, "s"));
        double compute = 0;
        for (String phase : COMPUTE.stream().sorted().toList()) {
            Sample share = series(rows, phase);
            compute += share.median();
            figures.add(Figure.plain(name(), phase.substring(5), share, "share"));
        }
        double rest = Math.max(0, 1 - compute);
        figures.add(new Figure(name(), "rest", rest, "share", Double.NaN, rest, "at most 0.05", rest <= LIMIT));
        Sample wait = series(rows, "time/wait");
        figures.add(Figure.plain(name(), "of which waiting for data", wait, "share"));
        return figures;
    }

    private static Sample series(List<MetricsLog.Row> rows, String name) {
        return new Sample(rows.stream()
                .filter(row -> row.name().equals(name) && row.step() > WARM_UP)
                .mapToDouble(MetricsLog.Row::value)
                .toArray());
    }
}
