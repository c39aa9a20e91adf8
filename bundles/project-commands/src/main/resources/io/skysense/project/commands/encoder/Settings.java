package {{package}};

import java.util.List;

/**
 * What a preset says about the encoder.
 *
 * @param channels of each level, fine to coarse; the first has 4 pixels of the image a feature, each other twice as many
 */
record {{class}}Settings(List<Integer> channels) {

    static final {{class}}Settings DEFAULTS = new {{class}}Settings(List.of(32, 64, 128, 256));

    {{class}}Settings {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || channels.stream().anyMatch(c -> c < 1)) {
            throw new IllegalArgumentException("channels must be one number or more, each at least 1");
        }
    }

    /** {@return pixels of the image that a feature of a level is wide} */
    int stride(int level) {
        return 4 << level;
    }
}
