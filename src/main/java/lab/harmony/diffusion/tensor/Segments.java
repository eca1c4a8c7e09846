package lab.harmony.diffusion.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A recording cut into parts that follow each other, so that gradients need what is computed
/// inside one part at a time: the others keep only what leads from part to part and are computed
/// anew (Chen et al. 2016).
final class Segments {

  private static final Pattern WORD = Pattern.compile("(?<![\\w.\"])[A-Za-z_]\\w*(?!\\s*[=(\\w])");
  private static final Pattern PARAMETER = Pattern.compile("w\\[(\\d+)]");

  /// One part.
  ///
  /// @param in names it needs from before, inputs among them
  /// @param out names that later parts need of it; of the last part the results
  /// @param parameters places of its parameters among all
  private record Segment(
      List<Recording.Line> lines, List<String> in, List<String> out, Set<Integer> parameters) {}

  private final List<String> inputs;
  private final List<Segment> segments;
  private final Set<String> changing;

  private Segments(List<String> inputs, List<Segment> segments, Set<String> changing) {
    this.inputs = inputs;
    this.segments = segments;
    this.changing = changing;
  }

  /// Cuts a recording into about `wanted` parts, where little leads from one to the next.
  ///
  /// @param trained whether the parameter at a place is trained
  static Segments of(
      Recording recording,
      List<String> inputs,
      List<Value> results,
      int wanted,
      List<Boolean> trained) {
    var lines = recording.lines();
    var needs = lines.stream().map(line -> names(line, lines, inputs)).toList();
    var lastUse = new HashMap<String, Integer>();
    for (int i = 0; i < lines.size(); i++) {
      for (var name : needs.get(i)) {
        lastUse.put(name, i);
      }
    }
    results.forEach(result -> lastUse.put(result.name(), lines.size()));
    var cuts = cuts(lines, lastUse, wanted);
    var parameters = parameterPlaces(lines);
    var changing = new HashSet<String>();
    for (int i = 0; i < lines.size(); i++) {
      var place = parameters.get(lines.get(i).name());
      if (place != null ? trained.get(place) : needs.get(i).stream().anyMatch(changing::contains)) {
        changing.add(lines.get(i).name());
      }
    }
    var segments = new ArrayList<Segment>();
    for (int k = 0; k + 1 < cuts.size(); k++) {
      int from = cuts.get(k);
      int to = cuts.get(k + 1);
      segments.add(segment(lines, needs, lastUse, from, to, results, parameters));
    }
    return new Segments(inputs, segments, changing);
  }

  /// The names that a line uses: values and inputs, not the list of parameters.
  private static Set<String> names(
      Recording.Line line, List<Recording.Line> lines, List<String> inputs) {
    var names = new LinkedHashSet<String>();
    var matcher = WORD.matcher(line.expression());
    while (matcher.find()) {
      var word = matcher.group();
      var isValue = word.matches("v\\d+") && Integer.parseInt(word.substring(1)) < lines.size();
      if (isValue || inputs.contains(word)) {
        names.add(word);
      }
    }
    return names;
  }

  private static Map<String, Integer> parameterPlaces(List<Recording.Line> lines) {
    var places = new HashMap<String, Integer>();
    for (var line : lines) {
      var parameter = PARAMETER.matcher(line.expression());
      if (line.kind() == Recording.Line.Kind.PARAMETER && parameter.matches()) {
        places.put(line.name(), Integer.valueOf(parameter.group(1)));
      }
    }
    return places;
  }

  /// Places between lines, the first and the last among them; each near an even division, where the
  /// fewest values are alive.
  private static List<Integer> cuts(
      List<Recording.Line> lines, Map<String, Integer> lastUse, int wanted) {
    var alive = new int[lines.size() + 1];
    var barred = new boolean[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      int last = lastUse.getOrDefault(lines.get(i).name(), i);
      for (int at = i + 1; at <= last; at++) {
        switch (lines.get(i).kind()) {
          case TENSOR -> alive[at]++;
          case LIST -> barred[at] = true;
          case PARAMETER -> {} // Is at hand everywhere.
        }
      }
    }
    var cuts = new ArrayList<Integer>(List.of(0));
    int length = Math.max(1, lines.size() / wanted);
    for (int k = 1; k < wanted; k++) {
      int best = -1;
      for (int at = Math.max(1, k * length - length / 2);
          at < Math.min(lines.size(), k * length + length / 2);
          at++) {
        if (!barred[at] && at > cuts.getLast() && (best < 0 || alive[at] < alive[best])) {
          best = at;
        }
      }
      if (best > 0) {
        cuts.add(best);
      }
    }
    cuts.add(lines.size());
    return cuts;
  }

  private static Segment segment(
      List<Recording.Line> lines,
      List<Set<String>> needs,
      Map<String, Integer> lastUse,
      int from,
      int to,
      List<Value> results,
      Map<String, Integer> parameters) {
    var own = new LinkedHashMap<String, Recording.Line>();
    var in = new LinkedHashSet<String>();
    var used = new LinkedHashSet<Integer>();
    for (int i = from; i < to; i++) {
      for (var name : needs.get(i)) {
        var place = parameters.get(name);
        if (place != null) {
          used.add(place);
          own.putIfAbsent(name, lines.get(Integer.parseInt(name.substring(1))));
        } else if (!own.containsKey(name)) {
          in.add(name);
        }
      }
      own.put(lines.get(i).name(), lines.get(i));
      var place = parameters.get(lines.get(i).name());
      if (place != null) {
        used.add(place);
      }
    }
    var out =
        to == lines.size()
            ? results.stream().map(Value::name).toList()
            : own.keySet().stream()
                .filter(name -> !parameters.containsKey(name))
                .filter(name -> lastUse.getOrDefault(name, -1) >= to)
                .toList();
    return new Segment(List.copyOf(own.values()), List.copyOf(in), out, used);
  }

  int size() {
    return segments.size();
  }

  /// The method `losses(self, w, seed, inputs…)` through all parts, and one method for each.
  String methods() {
    var text = new StringBuilder();
    for (int k = 0; k < segments.size(); k++) {
      var segment = segments.get(k);
      text.append(
          "  def segment%d(self: __torch__.Network, w: List[Tensor], seed: int, i: List[Tensor]) -> List[Tensor]:\n"
              .formatted(k));
      for (int j = 0; j < segment.in.size(); j++) {
        text.append("    %s = i[%d]\n".formatted(segment.in.get(j), j));
      }
      segment.lines.forEach(line -> text.append(line.text()));
      text.append("    return [%s]\n".formatted(String.join(", ", segment.out)));
    }
    text.append(
        "  def losses(self: __torch__.Network, w: List[Tensor], seed: int%s) -> List[Tensor]:\n"
            .formatted(
                inputs.stream().map(", %s: Tensor"::formatted).collect(Collectors.joining())));
    text.append(forward("w", segments.size() - 1));
    text.append(
        "    return (self).segment%d(w, seed, [%s])\n"
            .formatted(segments.size() - 1, String.join(", ", segments.getLast().in)));
    return text.toString();
  }

  private String forward(String parameters, int count) {
    var text = new StringBuilder();
    for (int k = 0; k < count; k++) {
      var segment = segments.get(k);
      text.append(
          "    o%d = (self).segment%d(%s, seed, [%s])\n"
              .formatted(k, k, parameters, String.join(", ", segment.in)));
      for (int j = 0; j < segment.out.size(); j++) {
        text.append("    %s = o%d[%d]\n".formatted(segment.out.get(j), k, j));
      }
    }
    return text.toString();
  }

  /// Lines that add `share` of the gradients of the first result to `g`, part by part from the last
  /// to the first, and leave the results in `losses`.
  ///
  /// @param places where a parameter stands among those that are trained, by its place among all
  String gradients(Map<Integer, Integer> places) {
    var text = new StringBuilder("    g0 = torch.set_grad_enabled(False)\n");
    text.append(forward("all", segments.size() - 1));
    var known = new HashSet<String>();
    for (int k = segments.size() - 1; k >= 0; k--) {
      var segment = segments.get(k);
      var leaves = segment.in.stream().filter(changing::contains).toList();
      var trained =
          segment.parameters.stream().map(places::get).filter(place -> place != null).toList();
      boolean isLast = k == segments.size() - 1;
      if (!isLast && leaves.isEmpty() && trained.isEmpty()) {
        continue;
      }
      text.append("    g1_%d = torch.set_grad_enabled(True)\n".formatted(k));
      for (var leaf : leaves) {
        text.append("    x_%s = (self).leaf(%s)\n".formatted(leaf, leaf));
      }
      text.append(
          "    y%d = (self).segment%d(all, seed, [%s])\n"
              .formatted(
                  k,
                  k,
                  segment.in.stream()
                      .map(name -> leaves.contains(name) ? "x_" + name : name)
                      .collect(Collectors.joining(", "))));
      var outs = new ArrayList<String>();
      var cotangents = new ArrayList<String>();
      if (isLast) {
        outs.add("torch.mul(y%d[0], share)".formatted(k));
        cotangents.add("torch.ones_like(y%d[0])".formatted(k));
        text.append("    losses = y%d\n".formatted(k));
      } else {
        for (int j = 0; j < segment.out.size(); j++) {
          if (known.contains(segment.out.get(j))) {
            outs.add("y%d[%d]".formatted(k, j));
            cotangents.add("c_" + segment.out.get(j));
          }
        }
      }
      var wanted = new ArrayList<String>();
      leaves.forEach(leaf -> wanted.add("x_" + leaf));
      trained.forEach(place -> wanted.add("w[%d]".formatted(place)));
      if (wanted.isEmpty()) {
        continue;
      }
      text.append(
          "    f%d = (self).pull([%s], [%s], [%s])\n"
              .formatted(
                  k,
                  String.join(", ", outs),
                  String.join(", ", cotangents),
                  String.join(", ", wanted)));
      text.append("    g2_%d = torch.set_grad_enabled(False)\n".formatted(k));
      for (int j = 0; j < leaves.size(); j++) {
        var leaf = leaves.get(j);
        text.append(
            known.add(leaf)
                ? "    c_%s = f%d[%d]\n".formatted(leaf, k, j)
                : "    c_%s = torch.add(c_%s, f%d[%d])\n".formatted(leaf, leaf, k, j));
      }
      int first = leaves.size();
      for (int j = 0; j < trained.size(); j++) {
        text.append(
            "    a%d_%d = torch.add_(g[%d], f%d[%d])\n"
                .formatted(k, trained.get(j), trained.get(j), k, first + j));
      }
    }
    text.append("    g3 = torch.set_grad_enabled(True)\n");
    return text.toString();
  }
}
