package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;
import lab.harmony.json.Json;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PictureFactsTest {

  @Test
  void aFileSaysItsFactsInOneOrderWhichNoStartOfAProgramChanges() {
    var part = new EngineEvent.PartReading("happy", 0.75);
    var facts =
        new PictureFacts(
            "r1",
            new ImageRequest(3, "a girl", "none", 7.5, 42, "3.png", Map.of()),
            ModelOptions.USUAL,
            new Recipe(
                new FileUse("doodle", "ab"),
                Optional.of(new FileUse("kl", "cd")),
                List.of(AdapterUse.of("soft", "4d2e")),
                Optional.empty(),
                Optional.empty(),
                2,
                "ddim",
                8,
                128,
                96,
                List.of(7.5),
                List.of(new Condition.Start("r0/3", "ef", 0.5))),
            new EngineEvent.Ready("cpu", 2, Map.of("java", "25")),
            Optional.of(new ModelFolder(Path.of("/models/parts"), "parts", "01")),
            Optional.of(new EngineEvent.FaceReading(part, part, part)));
    assertThat(Json.LINE.writeValueAsString(facts.all()))
        .isEqualTo(
            "{\"format\":1,\"run\":\"r1\",\"index\":3,"
                + "\"model\":{\"name\":\"doodle\",\"sha256\":\"ab\"},"
                + "\"vae\":{\"name\":\"kl\",\"sha256\":\"cd\"},"
                + "\"adapters\":[{\"name\":\"soft\",\"sha256\":\"4d2e\"}],\"prompt\":\"a"
                + " girl\",\"negativePrompt\":\"none\",\"guidanceScale\":7.5,\"seed\":42,"
                + "\"sampler\":\"ddim\",\"steps\":8,\"clipSkip\":2,"
                + "\"start\":{\"sha256\":\"ef\",\"strength\":0.5},"
                + "\"width\":128,\"height\":96,\"device\":\"cpu\",\"versions\":{\"java\":\"25\"},"
                + "\"judge\":{\"name\":\"parts\",\"sha256\":\"01\"},"
                + "\"reading\":{\"eyes\":{\"emotion\":\"happy\",\"probability\":0.75},"
                + "\"mouth\":{\"emotion\":\"happy\",\"probability\":0.75},"
                + "\"brows\":{\"emotion\":\"happy\",\"probability\":0.75}}}");
  }

  @Test
  void textsForAPictureKeepTheirOrderOnTheWayToTheEngine() {
    var texts = new LinkedHashMap<String, String>();
    for (var name : List.of("Title", "Author", "Software", "Comment", "Source", "Disclaimer")) {
      texts.put(name, name);
    }
    var image = new ImageRequest(0, "", "", 7, 1, "0.png", texts);
    assertThat(image.textChunks().keySet()).containsExactlyElementsOf(texts.keySet());
    var sent =
        (EngineRequest.Generate)
            EngineJson.request(
                EngineJson.line(
                    new EngineRequest.Generate(
                        "r1",
                        Path.of("/runs/r1"),
                        List.of(image),
                        Recipe.usual(new FileUse("doodle", "ab"), "ddim", 8, 128, 96),
                        Map.of())));
    assertThat(sent.images().getFirst().textChunks().keySet())
        .containsExactlyElementsOf(texts.keySet());
  }
}
