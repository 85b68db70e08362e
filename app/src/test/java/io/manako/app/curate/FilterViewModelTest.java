package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.filter.Filter;
import org.junit.jupiter.api.Test;

class FilterViewModelTest {
    private final FilterViewModel filter = new FilterViewModel();

    @Test
    void whatIsTypedIsTheFilterAsSoonAsItIsUnderstood() {
        filter.textProperty().set("lamp");
        assertThat(filter.filterProperty().get()).isEqualTo(new Filter.Tagged("lamp", false));
        filter.textProperty().set(" ");
        assertThat(filter.filterProperty().get()).isEqualTo(Filter.EVERYTHING);
    }

    @Test
    void halfAFilterSaysWhatIsMissingAndTheOneBeforeHolds() {
        filter.textProperty().set("lamp");
        filter.textProperty().set("lamp (");
        assertThat(filter.messageProperty().get()).isNotNull();
        assertThat(filter.messageProperty().get().english()).contains("at character 7");
        assertThat(filter.filterProperty().get()).isEqualTo(new Filter.Tagged("lamp", false));
        filter.textProperty().set("lamp (red)");
        assertThat(filter.messageProperty().get()).isNull();
    }
}
