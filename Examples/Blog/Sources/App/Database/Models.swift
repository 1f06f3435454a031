import Ashlar

/// Every model, for `./craft make migration --diff`. `./craft make model` adds to the end.
let allModels: [any Model.Type] = [
    Author.self,
    Post.self,
    Comment.self,
    // craft:models
]
