package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class JsonLinesTest {

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
            "r1", Path.of("/runs/r1"), List.of(image), "ddim", 8, 128, 96, 1, Optional.empty(), 4),
        new EngineRequest.Generate(
            "r1",
            Path.of("/runs/r1"),
            List.of(image),
            "ddim",
            8,
            128,
            96,
            2,
            Optional.of(new EngineRequest.Start(Path.of("/runs/r0/a.png"), 0.5)),
            4),
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
    var line = JsonLines.line(request);
    assertThat(line).doesNotContain("\n");
    assertThat(JsonLines.request(line)).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsOneLineAndComesBackAsItWas(EngineEvent event) {
    var line = JsonLines.line(event);
    assertThat(line).doesNotContain("\n");
    assertThat(JsonLines.event(line)).isEqualTo(event);
  }

  @Test
  void whatIsOptionalMayBeLeftOut() {
    var line =
        "{\"type\":\"load\",\"model\":{\"folder\":\"/m\",\"name\":\"m\",\"sha256\":\"\"},\"adapters\":[],"
            + "\"options\":{\"vae\":null,\"prediction\":null,\"precision\":null}}";
    assertThat(JsonLines.request(line))
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
        "{\"type\":\"generate\",\"run\":\"r\",\"folder\":\"f\",\"images\":[],\"sampler\":\"ddim\","
            + "\"steps\":0,\"width\":8,\"height\":8,\"clipSkip\":1,\"batch\":1}",
      })
  void aLineThatIsNoRequestIsRefusedWithTheReason(String line) {
    assertThatThrownBy(() -> JsonLines.request(line))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
