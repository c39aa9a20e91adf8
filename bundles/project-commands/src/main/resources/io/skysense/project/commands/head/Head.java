package {{package}};

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.nn.ChosenLevels;
import org.osgi.service.component.annotations.Component;

/** One class a pixel, from one convolution over the pyramid of features. */
@Component
public final class {{class}}Head implements TaskHead {

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        {{class}}Settings bound = settings.over({{class}}Settings.DEFAULTS);
        int classes = inputs.classes().size();
        if (classes < 2) {
            throw new SettingsException("head {{name}}: the data has " + classes + " classes; 2 or more are needed");
        }
        ChosenLevels levels = ChosenLevels.orAll(bound.inIndex(), inputs.levels());
        {{class}}Block block = new {{class}}Block(levels.channels(), bound.channels(), classes, context.precision());
        return new {{class}}Network(block, levels, inputs.classes());
    }
}
