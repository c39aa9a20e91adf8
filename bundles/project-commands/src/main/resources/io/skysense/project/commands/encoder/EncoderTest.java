package {{package}};

import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.contract.EncoderContract;

/** What every encoder keeps to; add what is special about this one. */
class {{class}}EncoderTest extends EncoderContract {

    @Override
    protected ModalityEncoder encoder() {
        return new {{class}}Encoder();
    }

    @Override
    protected String settings() {
        return "{\"channels\": [4, 8, 16]}";
    }
}
