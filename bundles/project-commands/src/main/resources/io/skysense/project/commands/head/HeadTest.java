package {{package}};

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

/** What every head keeps to; add what is special about this one. */
class {{class}}HeadTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new {{class}}Head();
    }

    @Override
    protected String settings() {
        return "{\"channels\": 8}";
    }
}
