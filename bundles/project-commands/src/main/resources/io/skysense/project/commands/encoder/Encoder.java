package {{package}};

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import org.osgi.service.component.annotations.Component;

/** A pyramid of convolutions as the encoder of high-resolution optical images. */
@Component
public final class {{class}}Encoder implements ModalityEncoder {

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public Modality modality() {
        return Modality.HR;
    }

    @Override
    public Encoder build(Settings settings, int channels, BuildContext context) {
        return new {{class}}Network(settings.over({{class}}Settings.DEFAULTS), channels, context.precision());
    }
}
