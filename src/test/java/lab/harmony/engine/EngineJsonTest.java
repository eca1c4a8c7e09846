package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EngineJsonTest {

  static List<EngineRequest> requests() {
    var model = new EngineRequest.ModelFolder(Path.of("/models/doodle"), "doodle", "ab".repeat(32));
    var image =
        new EngineRequest.ImageRequest(
            3, "a \"soft\" girl\nsmiling é 笑", "", 7.5, -5, "images/003.png", Map.of("note", "x"));
    return List.of(
        new EngineRequest.Load(
            model,
            new EngineRequest.ModelOptions(
                Optional.of(model), Optional.of("velocity"), Optional.empty()),
            Optional.of(model),
            List.of(
                new EngineRequest.AdapterFile(
                    "soft", Path.of("/models/soft.safetensors"), "4d2e"))),
        new EngineRequest.Load(
            model, EngineRequest.ModelOptions.USUAL, Optional.empty(), List.of()),
        new EngineRequest.Generate(
            "r1",
            Path.of("/runs/r1"),
            List.of(image),
            Recipe.usual(new FileUse("doodle", "ab"), "ddim", 8, 128, 96),
            Map.of()),
        new EngineRequest.Generate(
            "r1",
            Path.of("/runs/r1"),
            List.of(image),
            new Recipe(
                new FileUse("doodle", "ab"),
                Optional.of(new FileUse("kl", "cd")),
                List.of(new AdapterUse("soft", "4d2e", List.of(new AdapterUse.Weight(0.8, 0.5)))),
                Optional.of("velocity"),
                Optional.of("bfloat16"),
                2,
                "ddim",
                8,
                128,
                96,
                List.of(7.5),
                List.of(new Condition.Start("r0/3", "ef", 0.5))),
            Map.of("ef", Path.of("/runs/r0/a.png"))),
        new EngineRequest.Cancel(),
        new EngineRequest.Quit());
  }

  static List<EngineEvent> events() {
    var part = new EngineEvent.PartReading("happy", 0.75);
    return List.of(
        new EngineEvent.Ready("cpu", 2, Map.of("java", "25")),
        new EngineEvent.Loaded("doodle", Optional.of("parts")),
        new EngineEvent.Step("r1", 3, 24),
        new EngineEvent.Image(
            "r1", 3, "a.png", "ab", Optional.of(new EngineEvent.FaceReading(part, part, part))),
        new EngineEvent.Image("r1", 3, "a.png", "ab", Optional.empty()),
        new EngineEvent.Log("a line"),
        new EngineEvent.Failed("no such model"),
        new EngineEvent.Done("r1"),
        new EngineEvent.Cancelled("r1"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsOneLineAndComesBackAsItWas(EngineRequest request) {
    var line = EngineJson.line(request);
    assertThat(line).doesNotContain("\n");
    assertThat(EngineJson.request(line)).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsOneLineAndComesBackAsItWas(EngineEvent event) {
    var line = EngineJson.line(event);
    assertThat(line).doesNotContain("\n");
    assertThat(EngineJson.event(line)).isEqualTo(event);
  }

  @Test
  void whatIsOptionalMayBeLeftOut() {
    var line =
        "{\"type\":\"load\",\"model\":{\"folder\":\"/m\",\"name\":\"m\",\"sha256\":\"\"},\"adapters\":[],"
            + "\"options\":{\"vae\":null,\"prediction\":null,\"precision\":null}}";
    assertThat(EngineJson.request(line))
        .isEqualTo(
            new EngineRequest.Load(
                new EngineRequest.ModelFolder(Path.of("/m"), "m", ""),
                EngineRequest.ModelOptions.USUAL,
                Optional.empty(),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"type\":\"dance\"}",
        "{\"type\":3}",
        "{\"type\":\"load\"}",
        "{\"type\":\"load\",\"model\":7}",
        "{\"type\":\"generate\",\"run\":\"r\",\"folder\":\"f\",\"images\":[],\"pictures\":{},"
            + "\"recipe\":{\"model\":{\"name\":\"m\",\"sha256\":\"\"},\"vae\":null,\"prediction\":null,"
            + "\"precision\":null,\"sampler\":\"ddim\",\"steps\":0,\"width\":8,\"height\":8,\"clipSkip\":1},"
            + "\"batch\":1}",
        "{\"type\":\"generate\",\"run\":\"r\",\"folder\":\"f\",\"images\":[],\"pictures\":{},"
            + "\"recipe\":{\"model\":{\"name\":\"m\",\"sha256\":\"\"},\"vae\":null,\"prediction\":null,"
            + "\"precision\":null,\"sampler\":\"ddim\",\"steps\":8,\"width\":64,\"height\":64,\"clipSkip\":1,"
            + "\"conditions\":[{\"kind\":\"dance\"}]},\"batch\":1}",
      })
  void aLineThatIsNoRequestIsRefusedWithTheReason(String line) {
    assertThatThrownBy(() -> EngineJson.request(line))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
