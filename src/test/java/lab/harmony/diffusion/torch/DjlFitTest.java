package lab.harmony.diffusion.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class DjlFitTest {

  private static final String LIBRARY = "ai.djl.pytorch.jni.PyTorchLibrary";
  private static final Map<String, String> ONE = Map.of("api", "1", "pytorch-engine", "1");

  @SuppressWarnings("unused") // looked at by its shape
  static final class Fewer {
    long moduleRunMethod(long block, String method, long[] arguments, boolean gradients) {
      return 0;
    }
  }

  @SuppressWarnings("unused") // looked at by its shape
  static final class Hidden {
    private long moduleRunMethod(
        long block, String method, long[] arguments, boolean gradients, boolean separately) {
      return 0;
    }
  }

  @SuppressWarnings("unused") // looked at by its shape
  static final class Another {
    long[] moduleRunMethod(
        long block, String method, long[] arguments, boolean gradients, boolean separately) {
      return arguments;
    }
  }

  @Test
  void thePartsThatAreBuiltTogetherFit() {
    assertThat(DjlFit.versions()).hasSize(3).doesNotContainValue("missing");
    assertThat(DjlFit.versions().values()).doesNotContain("unknown");
    assertThatCode(DjlFit::requireParts).doesNotThrowAnyException();
  }

  @Test
  void theCallGivesValuesAndGradients() {
    try (var manager = Torch.newManager()) {
      assertThatCode(() -> DjlFit.requireCall(manager)).doesNotThrowAnyException();
    }
  }

  @Test
  void aPartOfAnotherVersionIsNamedWithItsVersion() {
    assertThat(DjlFit.unfit(Map.of("api", "0.38.0", "pytorch-engine", "0.36.0"), LIBRARY))
        .get()
        .asString()
        .contains("api is 0.38.0", "pytorch-engine is 0.36.0");
  }

  @ParameterizedTest
  @ValueSource(classes = {Fewer.class, Hidden.class, Another.class, String.class})
  void aLibraryWhoseCallHasChangedIsRefused(Class<?> library) {
    assertThat(DjlFit.unfit(ONE, library.getName()))
        .get()
        .asString()
        .contains(library.getName(), "moduleRunMethod");
  }

  @Test
  void aLibraryThatIsNotThereIsRefused() {
    assertThat(DjlFit.unfit(ONE, "ai.djl.pytorch.jni.Gone")).isPresent();
    assertThat(DjlFit.unfit(ONE, LIBRARY)).isEmpty();
  }
}
