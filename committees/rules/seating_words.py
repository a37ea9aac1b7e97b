"""What Arts. 16 and 18 leave open about seating, and what each other reading is called; every page words them alike."""

# Beside each switch of the reading: the article that leaves it open, and what the text leaves open.
DOUBTS = {
    "first_count": ("16", "متن می‌گوید «حداکثر شش»؛ شمار کمتر هم با آن می‌خواند."),
    "first_ceiling": ("16", "متن «تا سقف ۲۳ نفر» است."),
    "others_ceiling": ("16", "سقف کمیسیون‌های دیگر در هیچ متنی نیامده است؛ تنها تصمیم مجلس آن را معین می‌کند."),
    "second_choices": ("18", "متن نمی‌گوید بازماندگان همراه خواهانان نخست کمیسیون بعدی سنجیده می‌شوند یا پس از آنان."),
    "vacancies": ("18", "متن دربارهٔ جایی که پس از نوبت کمیسیون خالی می‌ماند چیزی نمی‌گوید."),
}  # fmt: skip
READINGS = {
    "second_choices=after": "بازماندگان پس از خواهانان نخست سنجیده شوند",
    "second_choices=equal": "بازماندگان همراه خواهانان نخست سنجیده شوند",
    "vacancies=true": "بازمانده به جای خالی مانده برود",
    "vacancies=false": "بازمانده به جای خالی مانده نرود",
    "first_count=0": "هیچ کمیسیونی سقف بیشتر نداشته باشد",
    "demand=all_choices": "خواهان با هر دو اولویت شمرده شود",
    "left_over=next_committee": "بازمانده به کمیسیون بعدی برود، هرچند آن را برنگزیده باشد",
}
