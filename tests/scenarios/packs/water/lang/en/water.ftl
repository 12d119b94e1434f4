checklist-water = Water
    .hint = What people drink.
