// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.model.ServedModels;
import io.skysense.soak.variant.Mark;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the versions that an answer names must say. It comes from the originals, which nobody replaces, and from what is
 * known of each version's mark, and not from the versions themselves: an answer of another version than it names, or of
 * parts of two, is not what is expected here.
 */
final class Truth {

    /** Above what the order of additions does, which differs with the number of processors, and below what a mark does. */
    private static final double TOLERANCE = 5e-4;

    private static final double TOLD_APART = 2 * TOLERANCE;
    private static final int KEPT = 200;

    /** Versions that went so long ago cannot be mixed up any more. */
    private static final int SWAPS_BACK = 20;

    /** What the heads see: a question, and the marks before them. */
    private record Seen(Question question, int reader, int encoder) {}

    private final ServedModels originals;
    private final List<Part> parts;
    private final List<float[]> images;
    private final Map<Seen, float[]> bases = new ConcurrentHashMap<>();
    private final AtomicInteger alike = new AtomicInteger();

    /**
     * Reads the scenes.
     *
     * @param originals the models as they are before the soak; no participant of any swap
     * @param parts what is replaced
     * @param images of the scenes, as the original reader has them
     */
    Truth(ServedModels originals, List<Part> parts, List<float[]> images) {
        this.originals = originals;
        this.parts = List.copyOf(parts);
        this.images = List.copyOf(images);
    }

    /** {@return how far an answer is from what it should be; infinite if it names no version} */
    double error(Answer answer) throws HttpFailure {
        int head = 0;
        int encoder = 0;
        int reader = 0;
        for (Part part : parts) {
            String version = answer.version(part);
            if (version == null) {
                continue; // the other model's head
            }
            int number = part.number(version);
            switch (part.original().kind()) {
                case "head" -> head = number;
                case "encoder" -> encoder = number;
                default -> reader = number;
            }
        }
        float[] base = base(new Seen(answer.question(), reader, encoder));
        return distance(base, head, answer);
    }

    /** {@return whether an error of an answer is one} */
    static boolean wrong(double error) {
        return !(error < TOLERANCE);
    }

    /** {@return expectations that are so near to those of other versions that a mix-up would not be seen} */
    int alike() {
        return alike.get();
    }

    private float[] base(Seen seen) throws HttpFailure {
        float[] known = bases.get(seen);
        if (known != null) {
            return known;
        }
        float[] made = make(seen);
        for (Map.Entry<Seen, float[]> other : bases.entrySet()) {
            if (other.getKey().question().equals(seen.question())
                    && !other.getKey().equals(seen)
                    && distance(other.getValue(), made) < TOLD_APART) {
                alike.incrementAndGet();
            }
        }
        int newest = Math.max(seen.reader, seen.encoder);
        if (bases.size() > KEPT) {
            bases.keySet().removeIf(old -> Math.max(old.reader, old.encoder) < newest - SWAPS_BACK);
        }
        bases.put(seen, made);
        return made;
    }

    private float[] make(Seen seen) throws HttpFailure {
        return originals.use(seen.question().model(), model -> {
            float[] image = images.get(seen.question().scene()).clone();
            int plane = Material.SIDE * Material.SIDE;
            for (int i = 0; i < plane; i++) {
                image[i] += Mark.glint(seen.reader);
            }
            Scenes.normalise(image, model.inputs().get(0));
            for (int i = 0; i < image.length; i++) {
                image[i] += Mark.shift(seen.encoder);
            }
            return Asking.ask(model, image, () -> {});
        });
    }

    private static double distance(float[] base, int head, Answer answer) {
        float[] said = answer.values();
        if (said.length != base.length) {
            return Double.POSITIVE_INFINITY;
        }
        float weight = Mark.weight(head);
        float constant = weight / answer.channels();
        double largest = 0;
        for (int i = 0; i < base.length; i++) {
            double expected = base[i] * (1 - weight) + constant;
            double off = Math.abs(said[i] - expected) / Math.max(1, Math.abs(expected));
            if (!(off <= largest)) {
                largest = off;
            }
        }
        return largest;
    }

    private static double distance(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }
}
