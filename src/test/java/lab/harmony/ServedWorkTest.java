package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.imageio.ImageIO;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.cli.RemoteCall;
import lab.harmony.engine.PngMetadata;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab with its worker computes for somebody on another machine.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class ServedWorkTest {

  private static final String NOTEBOOK =
      """
      {"cells": [
        {"cell_type": "code", "id": "faces", "execution_count": null, "outputs": [],
         "metadata": {"harmony": {"kind": "run"}},
         "source": "model: doodle-base\\narchetypes: [soft]\\nemotions: [happy, sad]\\ncfg_scales: [7]\\nsteps: 2\\n"}],
       "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir static Path folder;

  @TempDir Path elsewhere;

  @Value("${local.server.port}")
  int port;

  @Autowired AccessTokens tokens;
  @Autowired People people;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    Files.createDirectories(workspace.resolve("experiments/two-faces"));
    Files.writeString(workspace.resolve("experiments/two-faces/notebook.ipynb"), NOTEBOOK);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> true);
  }

  @Test
  void anExperimentIsRunAndAPictureIsDrawnThere() throws IOException {
    var grace = Actor.of(people.add("Grace", Role.RESEARCHER));
    var token =
        tokens.make(
            "laptop",
            Set.of(Right.LOOK, Right.COMPUTE),
            Duration.ofDays(7),
            grace,
            Confirmed.session(grace.person()));
    var lab = new RemoteCall(URI.create("http://127.0.0.1:" + port), token.secret(), elsewhere);

    var run = lab.lab("run", "two-faces", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Json.object(run.out()).at("/cells/0/state").asString("")).isEqualTo("finished");
    assertThat(run.err()).contains("pictures");
    assertThat(Files.readString(folder.resolve("workspace/experiments/two-faces/notebook.ipynb")))
        .contains("application/vnd.harmony.run+json");

    var picture = elsewhere.resolve("face.png");
    var drawn =
        lab.lab(
            "generate",
            "--model",
            "doodle-base",
            "--prompt",
            "soft anime girl, happy",
            "--seed",
            "7",
            "--steps",
            "2",
            "--json",
            "-o",
            picture.toString());
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(Json.object(drawn.out()).path("file").asString("")).isEqualTo(picture.toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(128);
    assertThat(PngMetadata.read(picture).get(PngMetadata.PARAMETERS)).contains("Seed: 7");
    assertThat(drawn.err()).contains("step 2 of 2");
  }
}
