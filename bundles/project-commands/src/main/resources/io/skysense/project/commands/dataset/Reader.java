package {{package}};

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the dataset that {@code {{name}}.json} describes. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class {{class}}Reader extends ListedReader {

    @Activate
    public {{class}}Reader() {
        super("{{name}}.json");
    }
}
