// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import io.skysense.backbone.completion.ModalityCompletion;
import io.skysense.backbone.fusion.Calendar;
import io.skysense.backbone.labels.TargetColours;
import io.skysense.nn.fusion.FusionEncoder;
import io.skysense.nn.uper.UperHead;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts a network together: every part in the reference's order, and under its name. */
final class Assembly {

    /** Layer ids of a transformer besides its layers: what comes before them, and all else. */
    private static final int TOKENS_AND_REST = 2;

    private final SkySenseSettings settings;
    private final Map<Modality, Encoder> encoders;
    private final BuildContext context;
    private final Parts parts = new Parts();
    private final Map<Modality, UpHead> upHeads = new EnumMap<>(Modality.class);

    /**
     * Begins.
     *
     * @param settings what a preset says
     * @param encoders at least one
     * @param context precision, recomputation and probe
     */
    Assembly(SkySenseSettings settings, Map<Modality, Encoder> encoders, BuildContext context) {
        this.settings = settings;
        this.encoders = encoders;
        this.context = context;
    }

    /** {@return the encoders joined for a task head} */
    JoinedNetwork joined() {
        Map<Modality, List<FeatureLevel>> levels = new EnumMap<>(Modality.class);
        encoders.forEach((modality, encoder) -> levels.put(modality, encoder.levels()));
        Grid grid = Grid.of(settings, encoders, levels);
        Calendar calendar = calendar(grid);
        FusionEncoder fusion = encodersAndFusion(grid, levels);
        ModalityCompletion completion = completion(grid);
        Junction junction = new Junction(upHeads, completion, fusion, calendar, context.probe());
        return new JoinedNetwork(
                parts, encoders, junction, grid, settings.fusion().embedDims());
    }

    /**
     * Builds the complete model.
     *
     * @param channels bands of each modality that has an encoder
     * @return the in-context model
     */
    SkySensePlusPlus inContext(Map<Modality, Integer> channels) {
        Map<Modality, AnnotatedEncoder> annotated = annotated();
        Map<Modality, List<FeatureLevel>> levels = new EnumMap<>(Modality.class);
        annotated.forEach((modality, encoder) -> levels.put(modality, encoder.annotatedLevels()));
        Grid grid = Grid.of(settings, encoders, levels);
        int vocabulary = annotated.get(Modality.HR).vocabularySize();
        Calendar calendar = calendar(grid);
        FusionEncoder fusion = encodersAndFusion(grid, levels);
        UperHead decoder = decoder(levels.get(Modality.HR), vocabulary);
        ModalityCompletion completion = completion(grid);
        return new SkySensePlusPlus(
                parts,
                check(grid, channels, levels, vocabulary),
                new AnnotatedEncoders(annotated, grid),
                new Junction(upHeads, completion, fusion, calendar, context.probe()),
                decoder,
                settings.headRecHr().completedHr(),
                new TargetColours(vocabulary, settings.targets().round()),
                vocabulary,
                context.probe());
    }

    private Map<Modality, AnnotatedEncoder> annotated() {
        Map<Modality, AnnotatedEncoder> annotated = new EnumMap<>(Modality.class);
        encoders.forEach((modality, encoder) -> {
            if (!(encoder instanceof AnnotatedEncoder own)) {
                throw new SettingsException("encoders." + modality.key()
                        + ": the encoder reads no annotations, which the in-context model needs");
            }
            annotated.put(modality, own);
        });
        int vocabulary = annotated.get(Modality.HR).vocabularySize();
        annotated.forEach((modality, encoder) -> {
            if (encoder.vocabularySize() != vocabulary) {
                throw new SettingsException("encoders." + modality.key() + ".vocabulary_size: "
                        + encoder.vocabularySize() + ", but " + vocabulary + " for hr");
            }
        });
        return annotated;
    }

    private Calendar calendar(Grid grid) {
        return settings.useCtpe()
                ? parts.part("", new Calendar(settings.calendarTime(), grid.channels()), ParameterRules.flat())
                : null;
    }

    private FusionEncoder encodersAndFusion(Grid grid, Map<Modality, List<FeatureLevel>> levels) {
        encoder(Modality.HR);
        encoder(Modality.S2);
        upHead(Modality.S2, grid, levels);
        FusionEncoder fusion = new FusionEncoder(
                grid.channels(),
                settings.fusion(),
                ladder(),
                settings.frozenFusionBlocksStart(),
                context.part("fusion"));
        parts.part("fusion", fusion, fusion.rules());
        encoder(Modality.S1);
        upHead(Modality.S1, grid, levels);
        return fusion;
    }

    /** The reference has one number of layers for all its transformers, so a shallower fusion starts at lower rates. */
    private int ladder() {
        return encoders.entrySet().stream()
                .filter(e -> e.getKey() != Modality.HR)
                .mapToInt(e -> e.getValue().rules().layers() - TOKENS_AND_REST)
                .reduce(settings.fusion().numLayers(), Math::max);
    }

    private void encoder(Modality modality) {
        Encoder encoder = encoders.get(modality);
        if (encoder != null) {
            parts.part("backbone_" + modality.key(), encoder.block(), encoder.rules());
        }
    }

    private void upHead(Modality modality, Grid grid, Map<Modality, List<FeatureLevel>> levels) {
        if (encoders.containsKey(modality)) {
            int inputs = Grid.last(levels.get(modality)).channels();
            int scale = (modality == Modality.S2 ? settings.headS2() : settings.headS1()).upScale();
            UpHead head = new UpHead(inputs, grid.channels(), scale, context.precision());
            upHeads.put(modality, parts.part("head_" + modality.key(), head, headRules()));
        }
    }

    private UperHead decoder(List<FeatureLevel> levels, int vocabulary) {
        List<Integer> inputs = new ArrayList<>();
        levels.forEach(level -> inputs.add(level.channels()));
        inputs.add(settings.fusion().embedDims());
        UperHead decoder = new UperHead(
                inputs,
                vocabulary + 1,
                settings.headRecHr().uper(),
                context.precision(),
                context.part("uper").probe());
        return parts.part("head_rec_hr", decoder, headRules());
    }

    private ModalityCompletion completion(Grid grid) {
        ModalityCompletion completion = new ModalityCompletion(
                grid.channels(),
                settings.modalityVae(),
                context.precision(),
                context.part("vae").probe());
        return parts.part("modality_vae", completion, headRules());
    }

    private PairCheck check(
            Grid grid, Map<Modality, Integer> channels, Map<Modality, List<FeatureLevel>> levels, int vocabulary) {
        Map<Modality, Integer> bands = new EnumMap<>(Modality.class);
        Map<Modality, Integer> patches = new EnumMap<>(Modality.class);
        levels.forEach((modality, own) -> {
            bands.put(modality, channels.get(modality));
            patches.put(modality, own.get(0).stride());
        });
        return new PairCheck(
                grid,
                bands,
                patches,
                encoders.get(Modality.HR).alignment(),
                vocabulary,
                settings.useCtpe() ? settings.calendarTime() : 0);
    }

    /** The reference spares biases and batch norms from decay; gates and codes are decayed. */
    private static ParameterRules headRules() {
        return new ParameterRules(1, name -> 0, name -> !name.contains("bias") && !name.contains(".bn."));
    }
}
