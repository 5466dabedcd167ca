from django.urls import path

from rodatraden.planning import frame_views, item_views, plan_views, step_views, views, write_views

app_name = "planning"
plan = "planer/<int:plan>/"
section = "planer/avsnitt/<int:section>/"
row = "planer/led/<int:row>/"
urlpatterns = [
    path("planer/", views.show_plans, name="plans"),
    path("planer/borja/", views.begin, name="begin"),
    path(plan, plan_views.show_plan, name="plan"),
    path(f"{plan}dokument/", plan_views.show_document, name="document"),
    path(f"{plan}for-oss/", plan_views.show_for_us, name="for-us"),
    path(f"{plan}steg/<slug:step>/", step_views.step, name="step"),
    path(f"{plan}skriv/", write_views.show_writing, name="write"),
    path(f"{plan}skriv/spara/", write_views.save_texts, name="texts"),
    path(f"{plan}skriv/lage/", write_views.others, name="others"),
    path(f"{plan}skriv/nytt-avsnitt/", write_views.new_section, name="new-section"),
    path(f"{plan}led/", item_views.show_items, name="items"),
    path(f"{plan}led/nytt/<slug:level>/", item_views.new_item, name="new-item"),
    path(f"{plan}ramar/", frame_views.frames, name="frames"),
    path(f"{plan}malvarde/", item_views.target, name="target"),
    path(section, write_views.show_section, name="section"),
    path(f"{section}text/", write_views.save_text, name="text"),
    path(f"{section}bort/", write_views.delete_section, name="delete-section"),
    path(f"{section}skrivs-av/", write_views.assign, name="assign"),
    path(f"{section}kommentar/", write_views.remark, name="remark"),
    path("planer/kommentar/<int:remark>/atgardad/", write_views.settle, name="settle"),
    path(f"{row}andra/", item_views.change, name="change-item"),
    path(f"{row}fortsatt/", item_views.carry, name="carry-item"),
    path(f"{row}upphor/", item_views.drop, name="drop-item"),
    path("planer/malvarde/<int:aim>/bort/", item_views.delete_target, name="delete-target"),
    path("planer/delgivning/<int:receipt>/mottagen/", plan_views.receive, name="receive"),
]
