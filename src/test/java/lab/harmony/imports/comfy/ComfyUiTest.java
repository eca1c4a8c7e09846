package lab.harmony.imports.comfy;

import static lab.harmony.imports.comfy.ComfyGraphs.HAPPY;
import static lab.harmony.imports.comfy.ComfyGraphs.LOADER;
import static lab.harmony.imports.comfy.ComfyGraphs.LOWRES;
import static lab.harmony.imports.comfy.ComfyGraphs.SAVED;
import static lab.harmony.imports.comfy.ComfyGraphs.graph;
import static lab.harmony.imports.comfy.ComfyGraphs.node;
import static lab.harmony.imports.comfy.ComfyGraphs.prompts;
import static lab.harmony.imports.comfy.ComfyGraphs.read;
import static lab.harmony.imports.comfy.ComfyGraphs.sampler;
import static lab.harmony.imports.comfy.ComfyGraphs.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.Told;
import lab.harmony.imports.tools.SettingsReaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ComfyUiTest {

  @Test
  void theOutputOfANodeThatGivesBothSaysWhichPromptItIs() {
    var control =
        node(
            "12",
            "ControlNetApplyAdvanced",
            "'strength': 1, 'positive': ['2', 0], 'negative': ['3', 0], 'image': ['11', 0]");
    assertThat(read(sampler("['12', 0]", "['12', 1]"), control))
        .satisfies(it -> prompts(it, "a happy face", "lowres"));
    // Wired crosswise on purpose.
    assertThat(read(sampler("['12', 1]", "['12', 0]"), control))
        .satisfies(it -> prompts(it, "lowres", "a happy face"));
    var chain =
        control
            + node(
                "13",
                "ControlNetApplySD3",
                "'positive': ['12', 0], 'negative': ['12', 1], 'vae': ['1', 2]");
    assertThat(read(sampler("['13', 0]", "['13', 1]"), chain))
        .satisfies(it -> prompts(it, "a happy face", "lowres"));
    var face =
        node(
            "12",
            "ApplyInstantID",
            "'positive': ['2', 0], 'negative': ['3', 0], 'model': ['1', 0]");
    assertThat(read(sampler("['12', 1]", "['12', 2]"), face))
        .satisfies(it -> prompts(it, "a happy face", "lowres"));
  }

  @Test
  void anUnknownNodeOfTwoPromptsIsNotGuessed() {
    var odd = node("12", "MysteryNode", "'positive': ['2', 0], 'negative': ['3', 0]");
    var settings = read(sampler("['12', 0]", "['12', 1]"), odd);
    assertThat(settings.prompt().shown())
        .isEqualTo(
            "not known: the node 12 (MysteryNode) is not known here, so its output 0 may be the"
                + " positive or the negative");
    assertThat(settings.negativePrompt()).isInstanceOf(Told.NotKnown.class);
    assertThat(settings.seed()).isEqualTo(41);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ConditioningZeroOut | 'conditioning': ['2', 0] | ``",
        "ConditioningConcat | 'conditioning_to': ['2', 0], 'conditioning_from': ['3', 0] | a happy"
            + " face BREAK lowres",
        "ConditioningCombine | 'conditioning_1': ['2', 0], 'conditioning_2': ['3', 0] | a happy"
            + " face AND lowres",
        "ConditioningAverage | 'conditioning_to': ['2', 0], 'conditioning_from': ['3', 0],"
            + " 'conditioning_to_strength': 1.0 | a happy face",
        "ConditioningAverage | 'conditioning_to': ['2', 0], 'conditioning_from': ['3', 0],"
            + " 'conditioning_to_strength': 0.0 | lowres",
        "ConditioningSetArea | 'conditioning': ['2', 0], 'width': 64, 'height': 64, 'x': 0, 'y': 0,"
            + " 'strength': 1 | a happy face",
        "ConditioningSetMask | 'conditioning': ['2', 0], 'mask': ['9', 1], 'strength': 1 | a happy"
            + " face",
        "ConditioningSetTimestepRange | 'conditioning': ['2', 0], 'start': 0.0, 'end': 0.5 | a"
            + " happy face",
        "FluxGuidance | 'conditioning': ['2', 0], 'guidance': 3.5 | a happy face",
        "Reroute | '': ['2', 0] | a happy face",
        "Any Switch (rgthree) | 'any_01': ['2', 0], 'any_02': ['3', 0] | a happy face",
        "ImpactSwitch | 'select': 2, 'input1': ['3', 0], 'input2': ['2', 0] | a happy face",
        "CLIPTextEncodeSDXL | 'text_g': 'a girl', 'text_l': 'red hair', 'width': 1024 | a"
            + " girl\\nred hair",
        "CLIPTextEncodeSDXL | 'text_g': 'a girl', 'text_l': 'a girl', 'width': 1024 | a girl",
        "CLIPTextEncodeSDXL | 'text_g': ['14', 0], 'text_l': '', 'width': 1024 | from a primitive",
        "CLIPTextEncodeSDXLRefiner | 'ascore': 6, 'text': 'a girl' | a girl",
        "CLIPTextEncodeFlux | 'clip_l': 'girl', 't5xxl': 'a long text', 'guidance': 3.5 | girl\\na"
            + " long text",
        "CLIPTextEncodeSD3 | 'clip_l': 'l', 'clip_g': 'g', 't5xxl': '' | g\\nl",
        "CLIPTextEncode | 'text': ['14', 0], 'clip': ['1', 1] | from a primitive",
        "CLIPTextEncode | 'text': ['15', 0], 'clip': ['1', 1] | a girl; from a primitive",
        "CLIPTextEncode | 'text': ['16', 0], 'clip': ['1', 1] | from a primitive",
        "CLIPTextEncode | 'text': '', 'clip': ['1', 1] | ``",
        "CLIPTextEncodeControlnet | 'text': 'for the control', 'conditioning': ['2', 0] | a happy"
            + " face",
      })
  void conditioningIsFollowedToItsWords(String type, String inputs, String words) {
    var texts =
        node("14", "PrimitiveStringMultiline", "'value': 'from a primitive'")
            + node(
                "15",
                "StringConcatenate",
                "'string_a': 'a girl', 'string_b': ['14', 0], 'delimiter': '; '")
            + node("16", "ShowText|pysssss", "'text': ['14', 0], 'text_0': 'shown before'");
    var settings = read(sampler("['12', 0]", "['3', 0]"), texts + node("12", type, inputs));
    prompts(settings, words.replace("\\n", "\n"), "lowres");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CLIPTextEncode | 'text': ['14', 0] | the node 14 (DPRandomGenerator) makes a text that the"
            + " graph does not hold",
        "CLIPTextEncode | 'text': ['404', 0] | the node 404 is missing from its graph",
        "SomethingNew | 'conditioning': ['2', 0] | the node 12 (SomethingNew) is not known here",
        "ConditioningAverage | 'conditioning_to': ['2', 0], 'conditioning_from': ['3', 0],"
            + " 'conditioning_to_strength': 0.7 | mixes 0.7 of \"a happy face\" with 0.3 of"
            + " \"lowres\"",
        "ConditioningCombine | 'conditioning_1': ['12', 0], 'conditioning_2': ['12', 0] | goes in a"
            + " circle",
        "ConditioningConcat | 'conditioning_to': ['2', 0] | a link of its graph is missing",
      })
  void whatTheGraphDoesNotTellIsNotKnown(String type, String inputs, String reason) {
    var random = node("14", "DPRandomGenerator", "'text': 'a {red|blue} hat', 'seed': 5");
    var settings = read(sampler("['12', 0]", "['3', 0]"), random + node("12", type, inputs));
    assertThat(settings.prompt().shown()).startsWith("not known: ").contains(reason);
    assertThat(settings.negativePrompt()).isEqualTo(new Told.Known("lowres"));
    assertThat(settings.notKnown()).containsOnlyKeys("prompt");
  }

  @Test
  void numbersAndNamesAreFollowedThroughLinks() {
    var sampler =
        node(
            "5",
            "KSampler",
            "'seed': ['20', 0], 'steps': ['21', 0], 'cfg': ['22', 0], 'sampler_name': ['23', 3],"
                + " 'scheduler': ['23', 4], 'model': ['1', 0], 'positive': ['2', 0], 'negative':"
                + " ['3', 0], 'latent_image': ['6', 0]");
    var values =
        node("20", "Seed (rgthree)", "'seed': 18446744073709551615")
            + node("21", "INTConstant", "'value': 33")
            + node("22", "Reroute", "'': ['24', 0]")
            + node("24", "PrimitiveFloat", "'value': 5.5")
            + node(
                "23",
                "KSampler Config (rgthree)",
                "'steps_total': 30, 'cfg': 8, 'sampler_name': 'dpmpp_2m', 'scheduler': 'karras'");
    var settings = read(sampler, values);
    assertThat(settings.seed()).isEqualTo(-1);
    assertThat(settings.steps()).isEqualTo(33);
    assertThat(settings.cfgScale()).isEqualTo(5.5);
    assertThat(settings.sampler()).isEqualTo("DPM++ 2M Karras");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'seed': ['20', 0], 'steps': 20 | its seed is not known: the node 20 (RandomInt) makes a"
            + " number",
        "'seed': 1, 'steps': ['20', 0] | its number of steps is not known: the node 20 (RandomInt)",
        "'seed': -1, 'steps': 20 | its seed is not known: the node 5 (KSampler) has -1",
        "'steps': 20 | its seed is not known: the node 5 (KSampler) has no \"noise_seed\"",
        "'seed': 1, 'add_noise': 'disable', 'steps': 20 | adds no noise",
      })
  void aNumberThatTheGraphDoesNotTellIsNamed(String numbers, String reason) {
    var sampler =
        node(
            "5",
            "KSampler",
            numbers
                + ", 'cfg': 7, 'sampler_name': 'euler', 'scheduler': 'normal', 'model': ['1', 0],"
                + " 'positive': ['2', 0], 'negative': ['3', 0], 'latent_image': ['6', 0]");
    assertThatThrownBy(() -> read(sampler, node("20", "RandomInt", "'min': 3, 'max': 9")))
        .isInstanceOf(UnreadableMetadata.class)
        .hasMessageContaining(reason);
  }

  @Test
  void advancedSamplersKeepTheirSettingsInNodesOfTheirOwn() {
    var advanced =
        node(
                "5",
                "SamplerCustomAdvanced",
                "'noise': ['20', 0], 'guider': ['21', 0], 'sampler': ['22', 0], 'sigmas': ['25',"
                    + " 1], 'latent_image': ['6', 0]")
            + node("20", "RandomNoise", "'noise_seed': 81")
            + node("22", "KSamplerSelect", "'sampler_name': 'dpmpp_2m'")
            + node("23", "BasicScheduler", "'scheduler': 'karras', 'steps': 20, 'model': ['1', 0]")
            + node("25", "SplitSigmas", "'sigmas': ['23', 0], 'step': 3");
    var guided =
        node(
            "21",
            "CFGGuider",
            "'model': ['1', 0], 'positive': ['2', 0], 'negative': ['3', 0], 'cfg': 6.5");
    assertThat(read(advanced, guided))
        .isEqualTo(
            new PictureSettings(
                "ComfyUI",
                "a happy face",
                "lowres",
                81,
                6.5,
                20,
                "DPM++ 2M Karras",
                "v3.5 final",
                ""));
    var unguided = node("21", "BasicGuider", "'model': ['1', 0], 'conditioning': ['2', 0]");
    assertThat(read(advanced, unguided).cfgScale()).isEqualTo(1);
    prompts(read(advanced, unguided), "a happy face", "");
    var custom =
        node(
                "5",
                "SamplerCustom",
                "'add_noise': true, 'noise_seed': 7, 'cfg': 4, 'positive': ['2', 0], 'negative':"
                    + " ['3', 0], 'model': ['1', 0], 'sampler': ['22', 0], 'sigmas': ['23', 0],"
                    + " 'latent_image': ['6', 0]")
            + node("22", "SamplerEulerAncestral", "'eta': 1, 's_noise': 1")
            + node(
                "23",
                "KarrasScheduler",
                "'steps': 12, 'sigma_max': 14.6, 'sigma_min': 0.03, 'rho': 7");
    assertThat(read(custom, "").sampler()).isEqualTo("Euler a Karras");
    assertThat(read(custom, "").steps()).isEqualTo(12);
    var two =
        node(
            "21",
            "DualCFGGuider",
            "'model': ['1', 0], 'cond1': ['2', 0], 'cond2': ['2', 0], 'negative': ['3', 0],"
                + " 'cfg_conds': 8, 'cfg_cond2_negative': 7");
    assertThatThrownBy(() -> read(advanced, two))
        .hasMessageContaining("its CFG scale is not known: the node 21 (DualCFGGuider)");
  }

  @Test
  void aCompleteTextCountsMoreThanAGraphThatLeavesSomethingOpen() {
    var graph =
        graph(
            LOADER,
            HAPPY,
            LOWRES,
            SAVED,
            sampler("['12', 0]", "['3', 0]"),
            node("12", "SomethingNew", "'conditioning': ['2', 0]"));
    var parameters =
        "a face\n"
            + "Negative prompt: bad\n"
            + "Steps: 20, Sampler: euler, CFG scale: 7, Seed: 81, Version: ComfyUI";
    assertThat(SettingsReaders.settings(Map.of("prompt", graph)).prompt())
        .isInstanceOf(Told.NotKnown.class);
    var both = SettingsReaders.settings(Map.of("prompt", graph, "parameters", parameters));
    assertThat(both.prompt()).isEqualTo(new Told.Known("a face"));
    assertThat(both.tool()).isEqualTo("ComfyUI");
    for (var damaged :
        List.of("{\"1\": ", "{}", "{\"1\": {\"class_type\": \"X\", \"inputs\": 3}}")) {
      assertThat(
              SettingsReaders.settings(Map.of("prompt", damaged, "parameters", parameters)).seed())
          .isEqualTo(81);
      assertThatThrownBy(() -> settings(damaged))
          .isInstanceOf(UnreadableMetadata.class)
          .hasMessageNotContaining("carries no settings");
    }
  }

  @Test
  void aGraphInTheJsonOfACommentIsRead() {
    var graph = graph(LOADER, HAPPY, LOWRES, SAVED, sampler("['2', 0]", "['3', 0]"));
    var comment = "{\"workflow\": {}, \"prompt\": %s}".formatted(graph);
    assertThat(SettingsReaders.settings(Map.of("parameters", comment)).seed()).isEqualTo(41);
  }
}
