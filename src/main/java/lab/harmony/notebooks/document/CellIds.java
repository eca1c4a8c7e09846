package lab.harmony.notebooks.document;

import java.util.ArrayList;
import java.util.HashSet;
import lab.harmony.notebooks.document.JsonPlace.Members;
import lab.harmony.workspace.Sha256;

/// Gives every cell an id of its own, as nbformat 4.5 asks: those that have none, one that is not
/// allowed, or that of an earlier cell. The same file gets the same ids whenever it is opened.
final class CellIds {

  private CellIds() {}

  static JsonText assigned(JsonText json) {
    var cells = json.root().array("cells").elements();
    var taken = new HashSet<String>();
    var without = new ArrayList<Integer>();
    for (var i = 0; i < cells.size(); i++) {
      var id =
          ((Members) cells.get(i))
              .find("id")
              .map(member -> json.value(member.value()))
              .filter(value -> value.isString())
              .map(value -> value.asString(""))
              .filter(CellId::allowed);
      if (id.isEmpty() || !taken.add(id.get())) {
        without.add(i);
      }
    }
    var result = json;
    // From the last to the first, so that the places found before stay where they are.
    var splices = new ArrayList<JsonText.Splice>();
    for (var index : without) {
      var cell = (Members) cells.get(index);
      var id = fresh(index + json.raw(cell), taken);
      splices.addFirst(json.setting(cell, "id", JsonText.MAPPER.getNodeFactory().stringNode(id)));
    }
    return splices.isEmpty() ? result : json.spliced(splices);
  }

  private static String fresh(String seed, HashSet<String> taken) {
    for (var attempt = 0; ; attempt++) {
      var id = Sha256.of(seed + attempt).brief().substring(0, 8);
      if (taken.add(id)) {
        return id;
      }
    }
  }
}
