package {{package}};

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.nn.ChosenLevels;
import java.util.List;

/**
 * What a preset says about the head.
 *
 * @param channels of the convolution over the pyramid, at least 1
 * @param inIndex levels of the pyramid that it takes, fine to coarse; empty for all
 */
record {{class}}Settings(int channels, @JsonProperty("in_index") List<Integer> inIndex) {

    static final {{class}}Settings DEFAULTS = new {{class}}Settings(64, List.of());

    {{class}}Settings {
        inIndex = ChosenLevels.checked(inIndex);
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
    }
}
