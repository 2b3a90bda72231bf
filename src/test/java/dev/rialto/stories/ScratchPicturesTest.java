package dev.rialto.stories;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchPicturesTest {
  @Test
  void draw() {
    try (var house = new TestHouse()) {
      var company = Company.settle(house);
      var wrong = new ArrayList<String>();
      for (var view : List.of("desk-light", "phone-dark", "desk-dark", "phone-light")) {
        var theme = view.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
        try (var b = view.startsWith("desk") ? Browser.desk(theme) : Browser.phone(theme)) {
          company.enter(b);
          for (var path :
              List.of(
                  "/incidents/1",
                  "/incidents/2",
                  "/incidents",
                  "/incidents/new?alert=3",
                  "/run",
                  "/alerts/1",
                  "/alerts/3",
                  "/services/payments",
                  "/incidents/1/edit")) {
            b.complaints.clear();
            b.page.navigate(house.base() + path);
            b.page.waitForFunction("() => !document.querySelector('.htmx-request')");
            b.complaints.forEach(c -> wrong.add(view + " " + path + " says " + c));
            if (view.equals("desk-light") || view.equals("phone-dark"))
              b.barriers().forEach(c -> wrong.add(view + " " + path + " axe " + c));
            if (b.scrollsSideways()) wrong.add(view + " " + path + " sideways");
            b.picture(
                Path.of("/tmp/wt/pics", view, path.replaceAll("[^a-zA-Z0-9]+", "_") + ".png"));
          }
        }
      }
      wrong.forEach(w -> System.out.println("WRONG " + w));
    }
  }
}
