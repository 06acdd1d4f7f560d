#include "paint/display_list.h"

namespace banxin::paint {

void Path::curve(Coordinates first, Coordinates second, Coordinates end) {
  verbs.push_back(Verb::Curve);
  points.insert(points.end(), {first, second, end});
}

void Path::rectangle(const Area& area) {
  move(area.x, area.y);
  line(area.x + area.width, area.y);
  line(area.x + area.width, area.y + area.height);
  line(area.x, area.y + area.height);
  close();
}

void Path::append(const Path& other) {
  verbs.insert(verbs.end(), other.verbs.begin(), other.verbs.end());
  points.insert(points.end(), other.points.begin(), other.points.end());
}

}  // namespace banxin::paint
