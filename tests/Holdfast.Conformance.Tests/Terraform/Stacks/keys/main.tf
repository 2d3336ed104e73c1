terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

variable "team" {
  type    = string
  default = "blue"
}

data "aws_caller_identity" "current" {}

resource "aws_iam_user" "app" {
  name = "app"
}

resource "aws_kms_key" "orders" {
  description             = "Orders of ${var.team}"
  enable_key_rotation     = true
  rotation_period_in_days = 180
  deletion_window_in_days = 7
  tags = {
    team = var.team
  }
}

resource "aws_kms_key" "signing" {
  description              = "Signs"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
  deletion_window_in_days  = 7
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "mac" {
  key_usage                = "GENERATE_VERIFY_MAC"
  customer_master_key_spec = "HMAC_256"
  is_enabled               = var.team == "blue"
}

resource "aws_kms_key" "everywhere" {
  multi_region = true
}

resource "aws_kms_replica_key" "ireland" {
  provider                = aws.ireland
  primary_key_arn         = aws_kms_key.everywhere.arn
  description             = "Everywhere, for ${var.team}"
  deletion_window_in_days = 7
  tags = {
    team = var.team
  }
}

resource "aws_kms_key_policy" "everywhere" {
  key_id = aws_kms_key.everywhere.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "kms:*"
      Resource  = "*"
      Condition = { StringEquals = { "kms:CallerAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_kms_alias" "orders" {
  name          = "alias/orders"
  target_key_id = var.team == "blue" ? aws_kms_key.orders.key_id : aws_kms_key.everywhere.key_id
}

resource "aws_kms_grant" "app" {
  name              = "app"
  key_id            = aws_kms_key.orders.key_id
  grantee_principal = aws_iam_user.app.arn
  operations        = ["Encrypt", "Decrypt", "GenerateDataKey"]

  constraints {
    encryption_context_equals = {
      department = "finance"
    }
  }
}

resource "aws_kms_external_key" "imported" {
  description         = "Imported"
  key_material_base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  enabled             = true
}

resource "aws_kms_ciphertext" "sealed" {
  key_id    = aws_kms_key.orders.key_id
  plaintext = "words"
  context = {
    team = "any"
  }
}
